import { mean, meanAtLeast } from '../statistics/student.ts';
import { isBlockKept } from './blocks.ts';
import type { LimitFinding } from './judgement.ts';
import type { Cells, EndpointBlocks, GaugeBlocks, Observations, Unit } from './observations.ts';
import type { Limit, Policy } from './policy.ts';

const TAIL = 0.025;

/** What a limit bounds, on one side: its value over the run and the lower end of the 95% interval of that value. */
interface Measured {
  readonly unit: Unit;
  readonly value: number;
  readonly low: number;
}

/**
 * Absolute bounds on head, by the means of the blocks (batch means: blocks are long enough to be nearly independent). A bound
 * is broken when the whole interval lies above it. Not part of the false-alarm rate, which is about changes.
 */
export function findLimits(observations: Observations, policy: Policy): LimitFinding[] {
  return policy.limits.flatMap((limit) => {
    const head = measure(observations, limit, 1);
    if (head === null) return [];
    const base = measure(observations, limit, 0);
    return {
      ...limit,
      unit: head.unit,
      head: head.value,
      low: head.low,
      breached: head.low > limit.most,
      baseBreaks: base !== null && base.value > limit.most,
    };
  });
}

function measure(observations: Observations, limit: Limit, side: 0 | 1): Measured | null {
  if (limit.metric === 'memory') return measurePeak(observations.peakMemory[side] ?? []);
  const gauge = observations.gauges.find(({ metric }) => metric === limit.metric);
  if (gauge !== undefined) return limit.endpoint === null ? measureGauge(gauge, side, observations) : null;
  const blocks =
    limit.endpoint === null
      ? observations.mix
      : observations.endpoints.find(({ name }) => name === limit.endpoint);
  const cells = blocks?.cells[side];
  return blocks === undefined || cells === undefined
    ? null
    : measureRequests(keptCells(blocks, cells, observations), limit.metric);
}

function measureRequests(cells: Cells, metric: string): Measured | null {
  switch (metric) {
    case 'p50':
    case 'p90':
    case 'p95':
    case 'p99':
    case 'mean':
      return measureMean(cells[metric], 'ms');
    case 'errors':
      return measureShare(cells.failed, cells.requests);
    default:
      return null;
  }
}

function measureGauge(gauge: GaugeBlocks, side: 0 | 1, observations: Observations): Measured | null {
  const lost = new Set(observations.lost);
  const kept = (values: readonly (number | null)[]): (number | null)[] =>
    values.map((value, window) => (lost.has(window) ? null : value));
  const values = kept(gauge.values[side] ?? []);
  if (gauge.scale !== 'count') return measureMean(values, gauge.unit);
  const trials = gauge.of?.[side] ?? observations.mix.cells[side]?.requests ?? [];
  return measureShare(
    values.map((value) => value ?? 0),
    kept(trials).map((value) => value ?? 0),
  );
}

function measureMean(values: readonly (number | null)[], unit: Unit): Measured | null {
  const measured = values.filter((value): value is number => value !== null && Number.isFinite(value));
  return measured.length < 2 ? null : { unit, value: mean(measured), low: meanAtLeast(measured, TAIL) };
}

/** Ratio of totals; its spread comes from how far each block's events are from that ratio of its trials. */
function measureShare(events: readonly number[], trials: readonly number[]): Measured | null {
  const blocks = [...trials.keys()].filter((block) => (trials[block] as number) > 0);
  if (blocks.length < 2) return null;
  const total = (counts: readonly number[]): number =>
    blocks.reduce((sum, block) => sum + (counts[block] ?? 0), 0);
  const share = total(events) / total(trials);
  const perBlock = total(trials) / blocks.length;
  const residuals = blocks.map(
    (block) => share + ((events[block] ?? 0) - share * (trials[block] as number)) / perBlock,
  );
  return { unit: 'share', value: share, low: meanAtLeast(residuals, TAIL) };
}

/** A peak has been reached or not: no interval, but every start must have reached it. */
const measurePeak = (peaks: readonly number[]): Measured | null =>
  peaks.length === 0 ? null : { unit: 'bytes', value: Math.max(...peaks), low: Math.min(...peaks) };

function keptCells(blocks: EndpointBlocks, cells: Cells, { lost }: Observations): Cells {
  const grid = { span: blocks.span, lost: new Set(lost) };
  const keep = <T>(values: readonly T[]): T[] => values.filter((_, block) => isBlockKept(block, grid));
  return {
    requests: keep(cells.requests),
    failed: keep(cells.failed),
    p50: keep(cells.p50),
    p90: keep(cells.p90),
    p95: keep(cells.p95),
    p99: keep(cells.p99),
    mean: keep(cells.mean),
  };
}
