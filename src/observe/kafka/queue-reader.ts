import type { PartitionOffsets } from '../../core/backlog/offsets.ts';
import type { QueuePlan } from '../../core/kafka-plan.ts';

/** A cluster that tells how far queues have come. Reads only; what it cannot tell rejects with the reason. */
export interface QueueReader extends AsyncDisposable {
  /** Of a queue by the names that one side has for it; null where the topic does not exist. */
  read(queue: QueuePlan): Promise<readonly PartitionOffsets[] | null>;
  /** What there is, for a reader who has misspelled one. */
  topics(): Promise<readonly string[]>;
  groups(): Promise<readonly string[]>;
}
