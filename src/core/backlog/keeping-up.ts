import { chanceReach, levelByBatches } from '../../statistics/unpaired.ts';

/** How much of what it accepts a queue keeps, as a share of what head accepts: 0 where the consumer keeps up. */
export interface Kept {
  readonly estimate: number;
  /** What chance hardly goes beyond to either side, with the probability that was asked for each. */
  readonly low: number;
  readonly high: number;
}

export interface Tails {
  /** Probability that `low` lies above the truth, and that `high` lies below it. */
  readonly low: number;
  readonly high: number;
}

/**
 * The mean of a series of windows with bounds by Student's t over batches of neighbouring windows (Conway 1963): what a queue
 * keeps in one window depends on the ones before. Null where there are too few windows.
 */
export function boundKept(values: readonly number[], tails: Tails): Kept | null {
  const level = levelByBatches(values, 'mean');
  if (level === null) return null;
  const { centre, error, batches } = level;
  const contrast = { estimate: centre, error, degrees: batches - 1 };
  return {
    estimate: centre,
    low: centre - chanceReach(contrast, tails.low),
    high: centre + chanceReach(contrast, tails.high),
  };
}
