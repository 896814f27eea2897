import { z } from 'zod';
import type { Cells, EndpointBlocks, GaugeBlocks, Observations } from '../../core/observations.ts';
import {
  amount,
  count,
  type Fields,
  MOST_ENDPOINTS,
  MOST_GAUGES,
  MOST_WINDOWS,
  share,
  text,
  unit,
  value,
  windowNumbers,
} from './numbers.ts';

/** Sides of one measurement at most, and starts of one side. */
const MOST_SIDES = 20;
const MOST_STARTS = 100;

const times = z.array(z.number().min(0).max(1e9).nullable()).max(MOST_WINDOWS);
const bySide = <T extends z.ZodType>(each: T) => z.array(each).min(1).max(MOST_SIDES);
const series = bySide(z.array(value).max(MOST_WINDOWS));

const cells = z
  .object({
    requests: windowNumbers.describe('Requests by block.'),
    failed: windowNumbers.describe('Requests that failed, by block.'),
    p50: times.describe('Median latency of requests that did not fail, ms; null where too few.'),
    p90: times,
    p95: times,
    p99: times,
    mean: times,
  } satisfies Fields<Cells>)
  .meta({ id: 'Cells', description: 'What one stream of requests did on one side, a number per block.' });

const blocks = z
  .object({
    name: text.describe('Name of the endpoint.'),
    span: z
      .literal([1, 2, 4])
      .describe('Windows in a block: block i covers windows [i × span, (i + 1) × span).'),
    share: share.describe('Share of all requests.'),
    cells: bySide(cells).describe('In the order of sides.'),
  } satisfies Fields<EndpointBlocks>)
  .meta({ id: 'EndpointBlocks', description: 'The blocks of an endpoint, or of all of them together.' });

const gauge = z
  .object({
    metric: text,
    unit,
    scale: z
      .enum(['log', 'count', 'linear'])
      .describe('log: compared as ratios. count: occurrences. linear: plain differences.'),
    worse: z.enum(['up', 'down', 'none']).describe('Which way is worse; none: shown only.'),
    values: series.describe('By side, then by window; null where nothing was read.'),
    of: series
      .exactOptional()
      .describe('With scale count: how many there could have been. Without it, requests.'),
  } satisfies Fields<GaugeBlocks>)
  .meta({
    id: 'GaugeBlocks',
    description: 'A number of the run that is no latency: CPU, a check, a metric of the script.',
  });

export const observations: z.ZodType<Observations> = z
  .object({
    sides: bySide(text).describe('What was loaded in turn: base and head, or reference and head, or head.'),
    windows: count.max(MOST_WINDOWS).describe('Counted windows.'),
    lost: windowNumbers.describe('Windows in which the generator itself failed; left out of every metric.'),
    mix: blocks.describe('All requests together.'),
    endpoints: z.array(blocks).max(MOST_ENDPOINTS),
    gauges: z.array(gauge).max(MOST_GAUGES),
    peakMemory: bySide(z.array(amount).max(MOST_STARTS)).describe(
      "Peak resident memory of a side's processes, bytes: by side, then by start.",
    ),
    unanswered: bySide(count).describe('Iterations that had not ended when the run was reduced, by side.'),
  } satisfies Fields<Observations>)
  .meta({ id: 'Observations', description: 'Everything that was measured, reduced to blocks.' });
