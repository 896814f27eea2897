import { z } from 'zod';
import type { Comparison, Judgement, LimitFinding, Look, Reason } from '../../core/judgement.ts';
import { amount, count, type Fields, MOST_ENDPOINTS, number, share, text, unit, value } from './numbers.ts';

const METRICS_EACH = 10;
const MOST_COMPARISONS = METRICS_EACH * MOST_ENDPOINTS;
const MOST_LOOKS = 2000;
const MOST_WORDS = 100;

/** JSON has no infinity: an end that is open is written as null. */
const endOr = (open: number) => value.transform((end) => end ?? open);

const change = z
  .object({
    estimate: number,
    low: endOr(Number.NEGATIVE_INFINITY).describe('Null where nothing bounds it.'),
    high: endOr(Number.POSITIVE_INFINITY).describe('Null where nothing bounds it.'),
  })
  .describe('Positive is more (slower, more errors). low and high: 95% interval.');

export const comparison: z.ZodType<Comparison> = z
  .object({
    metric: text.describe(
      'p50, p90, p95, p99, mean, errors, throughput, capacity, cpu, memory, check:NAME …',
    ),
    endpoint: text.nullable().describe('Null for the run as a whole.'),
    unit,
    kind: z
      .enum(['ratio', 'difference'])
      .describe('ratio: changes are ratios minus one. difference: they are in the unit.'),
    base: value.describe('Typical value; null when nothing was measured.'),
    head: value.describe('Typical value; null when nothing was measured.'),
    change: change.nullable(),
    resolution: value.describe('Smallest change that this run could have seen, in the terms of change.'),
    margin: value.describe('Null: not gated.'),
    standing: z
      .enum(['worse', 'better', 'held', 'open', 'unresolvable', 'shown', 'sparse'])
      .describe(
        'held: proven within its margin. open: neither. shown: never gated. sparse: too few requests.',
      ),
    requests: z.tuple([count, count]).describe('Behind the comparison, base and head.'),
  } satisfies Fields<Comparison>)
  .meta({ id: 'Comparison', description: 'Head against base on one metric.' });

const kind = <Name extends Reason['kind']>(name: Name) => z.literal(name);
const missing = z.array(z.object({ metric: text, endpoint: text.nullable() })).max(MOST_COMPARISONS);

const reason: z.ZodType<Reason> = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.enum(['worse', 'limit', 'backlog', 'stalls', 'held', 'no baseline']) }),
    z.object({ kind: z.enum(['does not serve', 'no reference']), failedShare: share }),
    z.object({ kind: kind('open'), windowsNeeded: amount.nullable() }),
    z.object({ kind: kind('too few windows'), windows: count }),
    z.object({ kind: kind('windows lost'), lost: count, windows: count }),
    z.object({ kind: kind('not comparable'), differences: z.array(text).max(MOST_WORDS) }),
    z.object({ kind: kind('stale'), distance: count, most: count }),
    z.object({ kind: kind('missing metric'), missing }),
    z.object({ kind: kind('other load'), base: amount, head: amount }),
  ])
  .meta({ id: 'Reason', description: 'Why the verdict is what it is.' });

const limitFinding = z
  .object({
    metric: text,
    endpoint: text.nullable(),
    unit,
    most: amount,
    head: number,
    low: endOr(Number.NEGATIVE_INFINITY).describe("Lower end of the 95% interval of head's value."),
    breached: z.boolean(),
    baseBreaks: z.boolean().describe('Base is beyond it too.'),
  } satisfies Fields<LimitFinding>)
  .meta({ id: 'LimitFinding', description: 'An absolute bound, judged on head.' });

const look = z.object({
  windows: count,
  decision: z.enum(['pass', 'fail', 'inconclusive', 'go on']),
  held: count.describe('Gated metrics proven within their margins so far.'),
  gated: count,
} satisfies Fields<Look>);

export const judgement: z.ZodType<Judgement> = z
  .object({
    verdict: z.enum(['pass', 'fail', 'inconclusive']),
    reason,
    comparisons: z.array(comparison).max(MOST_COMPARISONS).describe('The run first, then endpoints.'),
    limits: z.array(limitFinding).max(MOST_ENDPOINTS),
    looks: z.array(look).max(MOST_LOOKS).describe('Moments when the evidence was judged.'),
    moved: z
      .array(text)
      .max(MOST_COMPARISONS)
      .exactOptional()
      .describe('Observed metrics that gate nothing and are proven worse; absent without any.'),
  } satisfies Fields<Judgement>)
  .meta({ id: 'Judgement', description: 'The verdict and what it rests on.' });
