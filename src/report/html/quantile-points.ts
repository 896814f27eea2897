import type { Comparison } from '../../core/judgement.ts';
import type { Cells } from '../../core/observations.ts';
import type { Result } from '../../core/result.ts';
import { quantile } from '../../statistics/quantile.ts';
import { runComparisons } from '../run-table.ts';

/** Latency of all requests at one quantile: where each side's windows lay, and the change as it was judged. */
export interface QuantilePoint {
  readonly metric: (typeof QUANTILES)[number];
  readonly comparison: Comparison;
  /** By side of the observations; null where too few windows tell. */
  readonly spreads: readonly (Spread | null)[];
}

/** Median of a side's windows and the middle 80% of them, ms. */
export interface Spread {
  readonly middle: number;
  readonly low: number;
  readonly high: number;
}

/** What a result keeps of each window's latencies. */
export const QUANTILES = ['p50', 'p90', 'p95', 'p99'] as const;
const LEAST_WINDOWS = 5;

export function quantilePoints(result: Result): QuantilePoint[] {
  const { mix, lost } = result.observations;
  const run = runComparisons(result);
  return QUANTILES.flatMap((metric) => {
    const comparison = run.find((one) => one.metric === metric);
    if (comparison === undefined || (comparison.base === null && comparison.head === null)) return [];
    return [{ metric, comparison, spreads: mix.cells.map((cells) => spreadOf(cells[metric], lost)) }];
  });
}

function spreadOf(values: Cells['p50'], lost: readonly number[]): Spread | null {
  const kept = values.filter((value, window): value is number => value !== null && !lost.includes(window));
  if (kept.length < LEAST_WINDOWS) return null;
  return { middle: quantile(kept, 0.5), low: quantile(kept, 0.1), high: quantile(kept, 0.9) };
}
