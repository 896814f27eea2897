import { median } from '../statistics/quantile.ts';
import { type BlockValues, type Grid, pairCounts, pairValues } from './blocks.ts';
import type { Cells, EndpointBlocks } from './observations.ts';
import { type Margin, marginFor, type Policy } from './policy.ts';
import type { Series } from './series.ts';
import { toLog } from './strata.ts';

/** Above this share of failures the requests that succeed are survivors: their latencies say nothing. */
export const MANY_FAILURES = 0.05;

export type Latency = 'p50' | 'p90' | 'p95' | 'p99' | 'mean';

/** A stream of requests to read a metric from: the mix or an endpoint. */
export interface Stream {
  readonly blocks: EndpointBlocks;
  readonly endpoint: string | null;
  readonly grid: Grid;
  readonly policy: Policy;
  /** Role of a metric that is judged. */
  readonly role: Series['role'];
}

/** Log latencies of a stream; `values` replaces the stream's own blocks where the run is averaged over endpoints. */
export function latencySeries(
  stream: Stream,
  metric: Latency,
  values?: BlockValues,
  grid = stream.grid,
): Series {
  const { blocks, endpoint, policy } = stream;
  const [base, head] = blocks.cells;
  const logs = values ?? { base: (base?.[metric] ?? []).map(toLog), head: (head?.[metric] ?? []).map(toLog) };
  const margin = marginFor(policy.margins, metric, endpoint);
  const role = failsOften(blocks) ? 'shown' : roleFor(stream, metric, margin);
  return {
    metric,
    endpoint,
    unit: 'ms',
    scale: 'log',
    worse: 'up',
    role,
    // A stall must be able to count somewhere: the mean keeps every block at full weight.
    ...pairValues(logs, grid, metric !== 'mean'),
    allowance: Math.log1p(policy.delta),
    margin: margin === null ? null : Math.log1p(margin),
    sides: [typicalOf(logs.base), typicalOf(logs.head)],
    totals: { requests: requestsOf(blocks), events: [0, 0], trials: [0, 0] },
    share: blocks.share,
  };
}

/** Failed requests of a stream, compared as shares. */
export function errorSeries(stream: Stream): Series {
  const { blocks, endpoint, policy, grid } = stream;
  const column = (name: 'failed' | 'requests'): BlockValues => ({
    base: blocks.cells[0]?.[name] ?? [],
    head: blocks.cells[1]?.[name] ?? [],
  });
  const margin = marginFor(policy.margins, 'errors', endpoint);
  const events = totalsOf(blocks, 'failed');
  const trials = requestsOf(blocks);
  return {
    metric: 'errors',
    endpoint,
    unit: 'share',
    scale: 'count',
    worse: 'up',
    role: roleFor(stream, 'errors', margin),
    ...pairCounts({ events: column('failed'), trials: column('requests') }, grid),
    allowance: 0,
    margin,
    sides: [shareOf(events[0], trials[0]), shareOf(events[1], trials[1])],
    totals: { requests: trials, events, trials },
    share: blocks.share,
  };
}

export function failsOften(blocks: EndpointBlocks): boolean {
  const failed = totalsOf(blocks, 'failed');
  return requestsOf(blocks).some((requests, side) => (failed[side] as number) > MANY_FAILURES * requests);
}

export const requestsOf = (blocks: EndpointBlocks): [number, number] => totalsOf(blocks, 'requests');

export const shareOf = (events: number, trials: number): number | null =>
  trials > 0 ? events / trials : null;

/** A margin of null takes a metric out, but for the run's p99: too noisy to prove anything, good enough to convict. */
function roleFor({ role, endpoint }: Stream, metric: string, margin: Margin): Series['role'] {
  const convicts = endpoint === null && metric === 'p99';
  return margin === null && !convicts && role !== 'sparse' ? 'shown' : role;
}

function totalsOf(blocks: EndpointBlocks, name: keyof Pick<Cells, 'requests' | 'failed'>): [number, number] {
  const total = (side: number): number =>
    (blocks.cells[side]?.[name] ?? []).reduce((sum, count) => sum + (Number.isFinite(count) ? count : 0), 0);
  return [total(0), total(1)];
}

function typicalOf(logs: readonly (number | null)[]): number | null {
  const values = logs.filter((value) => value !== null && Number.isFinite(value)) as number[];
  return values.length > 0 ? Math.exp(median(values)) : null;
}
