import { type Flips, sumSigned } from '../statistics/flips.ts';
import { estimateEffect } from '../statistics/interval.ts';
import { placeScores, scorePairs } from '../statistics/pairs.ts';
import { proportionAtMost } from '../statistics/proportion.ts';
import { createSequentialTest, type SequentialTest } from '../statistics/spending.ts';
import { isTestable, type Series, seriesKey } from './series.ts';

/**
 * Whether metrics hold their margins: non-inferiority by the same sign-flip test, each metric for itself, because a pass
 * needs all of them and so needs no correction (intersection-union, Berger & Hsu 1996).
 */
export interface MarginTest {
  /** Whether the series has been proven within its margin, when the share `level` of wrong proofs may be spent by now. */
  look(series: Series, level: number): boolean;
}

export function createMarginTest(flips: Flips): MarginTest {
  const tests = new Map<string, SequentialTest>();
  const proven = new Set<string>();
  const sums = new Float64Array(flips.count);
  const isProven = (series: Series, margin: number, level: number): boolean => {
    const key = seriesKey(series);
    if (proven.has(key)) return true;
    const test = tests.get(key) ?? createSequentialTest(flips.count);
    tests.set(key, test);
    // The margin less the allowance, so that a lucky start of head cannot buy a pass.
    const scores = scorePairs(series.pairs, margin - series.allowance);
    sumSigned(flips, placeScores(series.pairs, scores, -1), sums);
    if (test.look(sums, level).crossed) proven.add(key);
    return proven.has(key);
  };
  return {
    look(series, level) {
      if (series.margin === null || !isTestable(series)) return false;
      return isProven(series, series.margin, level) && isStillWithin(series, series.margin, level);
    },
  };
}

/**
 * Later windows may take a proof back, never bring one for free. Failures that are rare are too skewed for signs alone
 * (none in 90 requests says little about a margin of 2%): the exact binomial bound on head must lie within base's margin.
 */
function isStillWithin({ scale, pairs, totals, sides }: Series, margin: number, level: number): boolean {
  if (estimateEffect(pairs) >= margin) return false;
  if (scale !== 'count') return true;
  return proportionAtMost(totals.events[1], totals.trials[1], level) - (sides[0] ?? 0) <= margin;
}
