import { type Flips, sumSigned } from '../statistics/flips.ts';
import { placeScores, scorePairs } from '../statistics/pairs.ts';
import { createSequentialTest, TIE } from '../statistics/spending.ts';
import { isTestable, type Series } from './series.ts';

/** Whether any metric of a family changed by more than its allowance, in one direction. */
export interface FamilyTest {
  /** The metrics that moved, when the probability of naming any by chance may have reached `level`, past looks included. */
  look(family: readonly Series[], level: number): readonly Series[];
}

/**
 * Max-T over the family with the same flips for every metric (Westfall & Young 1993), so that the correlation of the
 * metrics is part of the threshold and naming any of them wrongly costs `level` in all.
 */
export function createFamilyTest(flips: Flips, direction: 'worse' | 'better'): FamilyTest {
  const test = createSequentialTest(flips.count);
  const sums = new Float64Array(flips.count);
  const largest = new Float64Array(flips.count);
  const sign = direction === 'worse' ? 1 : -1;
  return {
    look(family, level) {
      const tested = family.filter(isTestable);
      if (tested.length === 0) return [];
      largest.fill(Number.NEGATIVE_INFINITY);
      const observed = tested.map((series) => {
        const scores = scorePairs(series.pairs, sign * series.allowance);
        sumSigned(flips, placeScores(series.pairs, scores, sign), sums);
        for (let flip = 0; flip < sums.length; flip++) {
          if ((sums[flip] as number) > (largest[flip] as number)) largest[flip] = sums[flip] as number;
        }
        return sums[0] as number;
      });
      const { crossed, threshold } = test.look(largest, level);
      return crossed ? tested.filter((_, i) => (observed[i] as number) > threshold + TIE) : [];
    },
  };
}
