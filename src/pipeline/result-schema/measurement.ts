import { z } from 'zod';
import type { Capacity } from '../../core/capacity/capacity.ts';
import type { Measurement, Provenance } from '../../core/result.ts';
import { amount, count, type Fields, MOST_WINDOWS, text, windowNumbers } from './numbers.ts';

const MOST_STARTS = 100;
const MOST_THRESHOLDS = 5000;

const start = z.object({
  order: z.array(text).max(20).describe('Sides in the order in which they came up.'),
  startUpMs: amount,
  firstWindow: count,
  startAt: amount
    .exactOptional()
    .describe('Epoch milliseconds at which that window began; absent where nobody wrote it down.'),
} satisfies Fields<Measurement['starts'][number]>);

const threshold = z.object({ side: text, metric: text, condition: text, ok: z.boolean() });

const capacity = z
  .object({
    perSecond: amount.describe('Iterations per second.'),
    limit: z
      .enum(['service', 'generator', 'users', 'none'])
      .describe('What stopped it. none: the end of the ramp, so it is at least that.'),
    iterationMs: amount,
  } satisfies Fields<Capacity>)
  .meta({
    id: 'Capacity',
    description: 'How much load base sustains, found by a ramp and some seconds of full load.',
  });

export const measurement: z.ZodType<Measurement> = z
  .object({
    seed: text.describe('The same data and seed give the same verdict.'),
    windowMs: z.number().min(1).max(1e9).describe('Length of a window, the unit of replication.'),
    slotMs: z.number().min(1).max(1e9).describe('Length of a slot, in which one side gets the load.'),
    windows: count.max(MOST_WINDOWS).describe('Windows judged.'),
    windowsMost: count.max(MOST_WINDOWS).describe('Windows that the budget allowed.'),
    plannedLooks: windowNumbers.describe('Windows at which the evidence was to be judged.'),
    rate: amount.describe('Iterations per second offered.'),
    rateSource: z.enum(['set', 'default', 'measured']),
    capacity: capacity.exactOptional(),
    requestsPerSecond: amount.describe('Requests per second seen while a side had the load.'),
    starts: z.array(start).max(MOST_STARTS),
    startsMost: count.min(1).max(MOST_STARTS).describe('Starts planned; an early verdict makes fewer.'),
    generatorCores: amount
      .exactOptional()
      .describe(
        'Processors that the load generators used on average; absent where the system does not tell.',
      ),
    dropped: z.array(count).max(20).describe('Arrivals that the generator could not start, by side.'),
    thresholds: z
      .array(threshold)
      .max(MOST_THRESHOLDS)
      .describe("The script's own conditions by side; ok where they held in every start."),
  } satisfies Fields<Measurement>)
  .meta({ id: 'Measurement', description: 'How the load was dealt.' });

const origin = z
  .object({ label: text, commit: text.nullable().describe('Null where nobody knows it.') })
  .meta({ id: 'SideOrigin', description: 'Where a side came from.' });

/** The last millisecond that a date can hold. */
const LAST_MS = 8.64e15;

export const provenance: z.ZodType<Provenance> = z
  .object({
    plimsoll: text.describe('Version of Plimsoll.'),
    engine: z.object({ name: text, version: text }).describe('The load tool.'),
    startedAt: z.number().min(0).max(LAST_MS).describe('Epoch milliseconds.'),
    base: origin,
    head: origin,
    script: z
      .object({
        path: text.describe('From the root of the repository; the name alone for a file outside of it.'),
        hash: text.describe('SHA-256 over the script and the local modules it imports, hex.'),
      })
      .describe('What made the load.'),
    machine: z
      .object({ cpu: text, cores: count, memoryBytes: amount, system: text })
      .describe('Where it was measured.'),
  } satisfies Fields<Provenance>)
  .meta({ id: 'Provenance', description: 'Under what conditions it was measured.' });
