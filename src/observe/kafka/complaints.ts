import type { QueuePlan } from '../../core/kafka-plan.ts';
import { explain } from './explain.ts';
import type { Follower } from './follow.ts';
import type { QueueReader } from './queue-reader.ts';

/** What could not be seen of queues, each once. */
export interface Complaints {
  /** Looks at a follower whose start is over. */
  hear(of: {
    readonly names: QueuePlan;
    readonly reader: QueueReader;
    readonly follower: Follower;
  }): Promise<void>;
  all(): string[];
}

/** A share of failed readings that nobody needs to hear of. */
const FEW = 0.1;

export function createComplaints(secrets: readonly string[]): Complaints {
  const said = new Map<string, string>();
  return {
    async hear({ names: { topic, group }, reader, follower }) {
      const { readings, failed } = follower;
      const all = readings.length + failed.count;
      if (failed.count > FEW * all) {
        const share = `${failed.count} of ${all} readings of topic ${topic} failed`;
        said.set(`failed ${topic} ${group}`, `Kafka: ${share}: ${explain(failed.reason, secrets)}.`);
      } else if (readings.length === 0) {
        const there = await listThere(() => reader.topics());
        said.set(`topic ${topic}`, `Kafka: there is no topic ${topic}; topics there: ${there}.`);
      } else if (!readings.some(({ partitions }) => partitions.some(({ committed }) => committed !== null))) {
        const there = await listThere(() => reader.groups());
        said.set(
          `group ${topic} ${group}`,
          `Kafka: group ${group} committed nothing on topic ${topic}; groups there: ${there}.`,
        );
      }
    },
    all: () => [...said.values()],
  };
}

const MOST_NAMES = 10;
const LONGEST_NAME = 60;

async function listThere(ask: () => Promise<readonly string[]>): Promise<string> {
  const names = (await ask().catch(() => [])).filter((name) => !name.startsWith('__')).sort();
  if (names.length === 0) return 'none';
  const shown = names.slice(0, MOST_NAMES).map((name) => name.slice(0, LONGEST_NAME));
  const more = names.length - shown.length;
  return `${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
