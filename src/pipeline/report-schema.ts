import { z } from 'zod';
import type { Observations } from '../core/observations.ts';
import type { MetricName, Policy } from '../core/policy.ts';
import type { Measurement, Provenance } from '../core/result.ts';
import { RESULT_SCHEMA } from '../core/result.ts';
import { BASE, HEAD } from '../core/side.ts';

/** What a stranger's result may say: the evidence alone. A verdict that it brings along is not even read. */
export interface Evidence {
  readonly measurement: Measurement;
  readonly provenance: Provenance;
  readonly observations: Observations;
  readonly notes: readonly string[];
  /** What the measuring job went by, to be shown; null where it cannot be read. */
  readonly rules: Omit<Policy, 'delta'> | null;
}

const MOST_WINDOWS = 2000;
const MOST_ENDPOINTS = 1000;
const MOST_GAUGES = 200;
const MOST_NOTES = 20;

const text = z.string().max(500);
const count = z.number().int().min(0).max(1e12);
const amount = z.number().min(0).max(1e15);
const value = z.number().min(-1e15).max(1e15).nullable();
const counts = z.array(count).max(MOST_WINDOWS);
const times = z.array(z.number().min(0).max(1e9).nullable()).max(MOST_WINDOWS);
const pair = <T extends z.ZodType>(each: T) => z.array(each).length(2);
const sides = pair(z.array(value).max(MOST_WINDOWS));

const cells = z.object({
  requests: counts,
  failed: counts,
  p50: times,
  p90: times,
  p95: times,
  p99: times,
  mean: times,
});

const blocks = z.object({
  name: text,
  span: z.literal([1, 2, 4]),
  share: z.number().min(0).max(1),
  cells: pair(cells),
});

const gauge = z.object({
  metric: text,
  unit: z.enum(['ms', 'share', 'bytes', 'per second', 'count', 'none']),
  scale: z.enum(['log', 'count', 'linear']),
  worse: z.enum(['up', 'down', 'none']),
  values: sides,
  of: sides.exactOptional(),
});

const observations = z.object({
  sides: z.tuple([z.literal(BASE), z.literal(HEAD)]),
  windows: count.max(MOST_WINDOWS),
  lost: counts,
  mix: blocks,
  endpoints: z.array(blocks).max(MOST_ENDPOINTS),
  gauges: z.array(gauge).max(MOST_GAUGES),
  peakMemory: pair(z.array(amount).max(100)),
  unanswered: pair(count),
});

const measurement = z.object({
  seed: z.string().max(100),
  windowMs: z.number().min(100).max(60_000),
  slotMs: z.number().min(1).max(60_000),
  windows: count.max(MOST_WINDOWS),
  windowsMost: count.min(1).max(MOST_WINDOWS),
  plannedLooks: counts,
  rate: amount,
  rateSource: z.enum(['set', 'default', 'measured']),
  requestsPerSecond: amount,
  starts: z.array(z.object({ order: z.array(text).max(4), startUpMs: amount, firstWindow: count })).max(100),
  startsMost: count.min(1).max(100),
  dropped: pair(count),
  thresholds: z
    .array(z.object({ side: text, metric: text, condition: text, ok: z.boolean() }))
    .max(MOST_ENDPOINTS),
});

const origin = z.object({ label: text, commit: text.nullable() });

const provenance = z.object({
  plimsoll: text,
  engine: z.object({ name: text, version: text }),
  startedAt: z.number().min(0).max(8.64e15),
  base: origin,
  head: origin,
  script: z.object({ path: text, hash: text }),
  machine: z.object({ cpu: text, cores: count, memoryBytes: amount, system: text }),
});

const margins = z.record(text, z.number().min(0).max(1000).nullable());
const rules = z.object({
  alpha: z.number().min(0).max(1),
  beta: z.number().min(0).max(1),
  margins: z.object({ run: margins, endpoint: margins, endpoints: z.record(text, margins) }),
  limits: z
    .array(
      z.object({
        metric: text.transform((metric) => metric as MetricName),
        endpoint: text.nullable(),
        most: amount,
      }),
    )
    .max(MOST_ENDPOINTS),
});

/** Bounded in every direction; numbers are finite because JSON that overflows is Infinity and refused. */
export const EVIDENCE: z.ZodType<Evidence> = z
  .object({
    schema: z.literal(RESULT_SCHEMA),
    against: z.undefined({ error: 'not measured side by side, which is what can be judged anew' }).optional(),
    measurement,
    provenance,
    observations,
    policy: rules.nullable().catch(null),
    notes: z
      .array(z.string())
      .transform((notes) => notes.slice(0, MOST_NOTES).map((note) => note.slice(0, 500))),
  })
  .superRefine(({ measurement: { windowsMost }, observations: seen }, context) => {
    const problem = findMismatch(seen) ?? (seen.windows > windowsMost ? 'observations.windows' : null);
    if (problem !== null)
      context.addIssue({ code: 'custom', path: [problem], message: 'does not fit the rest' });
  })
  .transform(({ policy, measurement, provenance, observations, notes }) => ({
    ...{ measurement, provenance, observations, notes },
    rules: policy,
  }));

/** Numbers that belong together and do not: series of unequal length would compare one window with another. */
function findMismatch({ windows, lost, mix, endpoints, gauges }: Observations): string | null {
  if (lost.some((window) => window >= windows)) return 'observations.lost';
  const isWhole = ({ span, cells: both }: Observations['mix']): boolean =>
    both.every((own) => Object.values(own).every((series) => series.length === Math.floor(windows / span)));
  const broken = [mix, ...endpoints].find((each) => !isWhole(each));
  if (broken !== undefined) return 'observations.endpoints';
  if (new Set(endpoints.map(({ name }) => name)).size < endpoints.length) return 'observations.endpoints';
  const isEven = (series: readonly (readonly unknown[])[]): boolean =>
    series.every(({ length }) => length === windows);
  return gauges.every(({ values, of }) => isEven(values) && (of === undefined || isEven(of)))
    ? null
    : 'observations.gauges';
}
