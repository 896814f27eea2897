import studentQuantile from '@stdlib/stats-base-dists-t-quantile';
import { median } from './quantile.ts';
import { mean } from './student.ts';

/** Where a series of dependent values lies, by the method of batch means (Conway 1963). */
export interface BatchLevel {
  readonly centre: number;
  /** Sd of the centre as the batches show it. */
  readonly error: number;
  /** Sd of what moves more slowly than a batch, once the noise from value to value is taken away. */
  readonly drift: number;
  readonly batches: number;
  /** How many independent values would say as much as all of these dependent ones. */
  readonly effective: number;
}

/** Numbers of batches, the most first: beyond 20 hardly anything is gained (Schmeiser 1982), below 6 Student's t says little. */
const BATCHES = [20, 15, 12, 10, 8, 6];
const LEAST_BATCH = 2;
/** Values below which there are no six batches of two. */
export const LEAST_VALUES = 12;
/** Values that agree better than this agree by chance. */
const LEAST_SPREAD = 1e-6;

/** What stands for a batch: its median where a burst must not move it, its mean where bursts are what is counted. */
export type BatchValue = 'median' | 'mean';

/**
 * Cuts the values, which stand in the order of time, into equal batches, as many as are hardly correlated with their
 * neighbours. What correlation is left widens the error. Null for fewer than `LEAST_VALUES`.
 */
export function levelByBatches(values: readonly number[], by: BatchValue = 'median'): BatchLevel | null {
  if (values.length < LEAST_VALUES) return null;
  const cuts = BATCHES.filter((batches) => values.length >= LEAST_BATCH * batches).map((batches) =>
    cut(values, batches, by),
  );
  const chosen = cuts.find((medians) => isUncorrelated(medians)) ?? (cuts.at(-1) as number[]);
  const batches = chosen.length;
  const spread = Math.max(Math.sqrt(varianceOf(chosen)), LEAST_SPREAD);
  const left = Math.min(Math.max(0, correlationOf(chosen)), MOST_CORRELATION);
  const error = spread * Math.sqrt((1 + left) / (1 - left) / batches);
  const effective = Math.max(1, Math.min(values.length, varianceOf(values) / error ** 2));
  const length = Math.floor(values.length / batches);
  const cost = by === 'mean' ? 1 : costOfMedian(length);
  const noise = (cost * fastVarianceOf(values)) / length;
  const drift = Math.sqrt(Math.max(0, spread ** 2 - noise));
  return { centre: mean(chosen), error, drift, batches, effective };
}

/** Difference of two levels that were found independently of each other. */
export interface Contrast {
  readonly estimate: number;
  readonly error: number;
  /** Welch's, rarely whole. */
  readonly degrees: number;
}

export function contrast(base: BatchLevel, head: BatchLevel): Contrast {
  const [a, b] = [base.error ** 2, head.error ** 2];
  const degrees = (a + b) ** 2 / (a ** 2 / (base.batches - 1) + b ** 2 / (head.batches - 1));
  return { estimate: head.centre - base.centre, error: Math.sqrt(a + b), degrees };
}

/** How far chance alone carries a contrast with no difference behind it, exceeded with probability `tail`. */
export const chanceReach = ({ error, degrees }: Contrast, tail: number): number =>
  error === 0 ? 0 : studentQuantile(1 - tail, degrees) * error;

/** A correlation near 1 would make the error boundless; what is beyond this has no level to speak of anyway. */
const MOST_CORRELATION = 0.9;
/** Few independent series have a correlation of more sds than this; a test that asked for more would miss much of what there is. */
const USUAL = 0.84;

/** The remainder is left out at the front, where a run is still warming up. */
function cut(values: readonly number[], batches: number, by: BatchValue): number[] {
  const length = Math.floor(values.length / batches);
  const from = values.length - batches * length;
  const reduce = by === 'mean' ? mean : median;
  return Array.from({ length: batches }, (_, batch) =>
    reduce(values.slice(from + batch * length, from + (batch + 1) * length)),
  );
}

/** A correlation of neighbours that independent batches would show, too; its sd is about one over the root of their number. */
const isUncorrelated = (batches: readonly number[]): boolean =>
  correlationOf(batches) <= USUAL / Math.sqrt(batches.length);

/** Of each value with the next one. */
function correlationOf(values: readonly number[]): number {
  const centre = mean(values);
  let products = 0;
  let squares = 0;
  for (const [at, value] of values.entries()) {
    squares += (value - centre) ** 2;
    if (at > 0) products += (value - centre) * ((values[at - 1] as number) - centre);
  }
  return squares === 0 ? 0 : products / squares;
}

/** Half the mean square of the steps between neighbours (von Neumann 1941): slow movement has no part in it. */
function fastVarianceOf(values: readonly number[]): number {
  const steps = values.slice(1).map((value, at) => (value - (values[at] as number)) ** 2);
  return mean(steps) / 2;
}

/** How much more the median of `length` normal values varies than their mean: 1 for two, π/2 for many. */
const costOfMedian = (length: number): number => (length <= 2 ? 1 : Math.PI / 2 - 0.67 / length);

function varianceOf(values: readonly number[]): number {
  const centre = mean(values);
  return values.reduce((sum, value) => sum + (value - centre) ** 2, 0) / (values.length - 1);
}
