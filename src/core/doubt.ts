import { type Flips, sumSigned } from '../statistics/flips.ts';
import { estimateEffect } from '../statistics/interval.ts';
import { placeScores, scorePairs } from '../statistics/pairs.ts';
import { isTestable, type Series } from './series.ts';

/** One-sided; an equal version raises this doubt about a metric once in forty looks. */
const DOUBTFUL = 0.025;

/**
 * Whether a metric too noisy for its margin nevertheless points beyond it: the estimate lies there and chance hardly puts it on
 * that side of zero. Such a metric must not be dropped from the claim of a pass as merely out of sight.
 */
export function isDoubtful(series: Series, flips: Flips): boolean {
  const { margin, pairs } = series;
  if (margin === null || !isTestable(series) || estimateEffect(pairs) < margin) return false;
  const sums = new Float64Array(flips.count);
  sumSigned(flips, placeScores(pairs, scorePairs(pairs, 0), 1), sums);
  const observed = sums[0] as number;
  const asLarge = sums.reduce((count, sum) => (sum >= observed ? count + 1 : count), 0);
  return asLarge <= DOUBTFUL * flips.count;
}
