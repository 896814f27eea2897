import { z } from 'zod';
import type { FinishedAgainst, FinishedSide, StoredAgainst } from '../../core/result.ts';
import { amount, count, type Fields, share, text } from './numbers.ts';

const stored = z
  .object({
    kind: z.literal('stored'),
    runs: count.describe('Recordings behind the comparison.'),
    form: z
      .enum(['ratio', 'raw'])
      .describe('ratio: to the reference service in the same windows. raw: as measured.'),
    nearest: z
      .object({ commit: text, distance: count.describe('Commits before the merge base.') })
      .nullable(),
    differences: z.array(text).max(100).describe('What else the nearest was made under.'),
    where: text.describe('Where recordings are kept, in words.'),
  } satisfies Fields<StoredAgainst>)
  .meta({ id: 'StoredAgainst', description: 'Head against recordings of the default branch.' });

const side = z.object({
  format: text.describe('What wrote the file, in words.'),
  startedAt: amount.describe('Epoch milliseconds of its first counted window.'),
  seconds: amount,
  rate: amount.describe('Requests per second.'),
  effective: amount.nullable().describe('How many independent windows its dependent ones are worth.'),
} satisfies Fields<FinishedSide>);

const finished = z
  .object({
    kind: z.literal('finished'),
    pairing: z
      .enum(['clock', 'none'])
      .describe('clock: both had load at the same time. none: at different times.'),
    overlap: share.describe('Share of the time of both in which both had load.'),
    base: side,
    head: side,
    stepMs: amount.describe('The coarser step in which the files count latencies; 0 where it plays no part.'),
  } satisfies Fields<FinishedAgainst>)
  .meta({ id: 'FinishedAgainst', description: 'Two finished runs that others made.' });

export const against: z.ZodType<StoredAgainst | FinishedAgainst> = z.discriminatedUnion('kind', [
  stored,
  finished,
]);
