import { z } from 'zod';
import type { QueueEvidence, QueueSide, QueueStart } from '../../core/backlog/evidence.ts';
import type { BacklogFinding, QueueFinding } from '../../core/backlog/finding.ts';
import { amount, count, type Fields, MOST_WINDOWS, number, share, text, value } from './numbers.ts';

const MOST_QUEUES = 20;
const MOST_STARTS = 100;

const windows = z.array(value).max(MOST_WINDOWS);

const start = z.object({
  firstWindow: count,
  before: number.describe('Backlog when its first counted window began.'),
  largest: number,
  after: number.describe('Backlog when the load had ended.'),
  drainMs: amount.nullable().describe('From then until the queue was drained; null when that was not seen.'),
  waitedMs: amount,
} satisfies Fields<QueueStart>);

const side = z
  .object({
    accepted: windows.describe('Messages per window of wall time; null where too few readings tell.'),
    consumed: windows.describe('As committed, interpolated between commits.'),
    grown: windows.describe('By how much the messages that wait for longer than a second became more.'),
    starts: z.array(start).max(MOST_STARTS),
  } satisfies Fields<QueueSide>)
  .meta({ id: 'QueueSide', description: 'One side of a queue over the counted windows.' });

const evidence = { topic: text, group: text, base: side, head: side } satisfies Fields<QueueEvidence>;
const rates = z.object({ accepted: number, consumed: number });

const queue = z
  .object({
    ...evidence,
    standing: z
      .enum(['worse', 'held', 'open', 'unresolvable', 'shown', 'sparse'])
      .describe('worse: falls behind, and base does not as much. held: proven not to.'),
    rates: z
      .object({ base: rates, head: rates })
      .nullable()
      .describe('Messages per second of wall time; null where too little was seen.'),
    growth: z
      .object({ estimate: number, low: number, high: number })
      .nullable()
      .describe("How fast head's backlog grows, messages per second, 95% interval."),
    baseFallsBehind: z.boolean(),
  } satisfies Fields<QueueFinding>)
  .meta({ id: 'QueueFinding', description: "Head's queue against base's." });

export const backlogFinding: z.ZodType<BacklogFinding> = z
  .object({
    queues: z.array(queue).max(MOST_QUEUES),
    margin: share
      .nullable()
      .describe('Share of what is accepted by which a backlog may grow; null: not gated.'),
    alpha: share.describe("Its share of the false alarms, beside the policy's."),
  } satisfies Fields<BacklogFinding>)
  .meta({ id: 'BacklogFinding', description: 'What became of the queues behind the service.' });
