import { MAD_TO_SD, type Pairs } from './pairs.ts';
import { medianAbsoluteDeviation, medianInPlace } from './quantile.ts';

/**
 * How many sds of the estimate a change must be to be seen in 80% of runs: the critical value of the family's max-T at 0.5%
 * plus 0.84, times 1.1 because the root of clipped scores is that much wider than its MAD suggests.
 */
export const SEEN = { run: 4.2, endpoint: 4.8 } as const;

/** The spread of a pair's difference, from which all planning starts. */
export interface Spread {
  /** Robust sd of a difference on the scale of effects. */
  readonly sd: number;
  /** Mean exposure of a pair where events are counted; null on a continuous scale. */
  readonly counted: number | null;
}

/** Spread of the differences about an effect: how far they lie from each other, not where they lie. */
export function spreadOf(pairs: Pairs, effect: number, counts: boolean): Spread {
  const residuals = pairs.differences.map(
    (difference, i) => difference - effect * (pairs.exposure[i] as number),
  );
  if (!counts) return { sd: MAD_TO_SD * medianAbsoluteDeviation(residuals), counted: null };
  const exposure = pairs.exposure.reduce((sum, trials) => sum + trials, 0) / pairs.exposure.length;
  const most = pairs.clip * Math.max(medianInPlace(residuals.map(Math.abs)), pairs.floor);
  const squares = residuals.reduce((sum, residual) => sum + Math.min(Math.abs(residual), most) ** 2, 0);
  return { sd: Math.sqrt(squares / residuals.length) / exposure, counted: exposure };
}

/**
 * Smallest change beyond the allowance that `units` pairs would show with power 80%, at `seen` sds (see `SEEN`). New events
 * bring a variance of their own: x events are seen when x = seen × √(units × variance + x).
 */
export function smallestSeen(spread: Spread, units: number, seen: number): number {
  if (spread.counted === null) return (seen * spread.sd) / Math.sqrt(units);
  const events = units * spread.counted;
  const variance = units * (spread.sd * spread.counted) ** 2;
  return (seen ** 2 + Math.sqrt(seen ** 4 + 4 * seen ** 2 * variance)) / (2 * events);
}

/** Pairs after which a change of `wanted` would be seen, when `units` pairs show one of `seenNow`. */
export const unitsNeeded = (units: number, seenNow: number, wanted: number): number =>
  Math.ceil(units * (seenNow / wanted) ** 2);
