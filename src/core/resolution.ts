import { estimateEffect } from '../statistics/interval.ts';
import { SEEN, smallestSeen, spreadOf, unitsNeeded } from '../statistics/planning.ts';
import { isTestable, type Series } from './series.ts';

/** How far the run has come: windows judged and windows that the budget allows. */
export interface Progress {
  readonly windows: number;
  readonly windowsMost: number;
}

/**
 * Whether the whole budget could show a change as large as the margin. Decided from the spread of the differences, which
 * is the same wherever they lie, so taking a metric out of the pass claim favours neither side. True while too few pairs are in.
 */
export function isResolvable(series: Series, { windows, windowsMost }: Progress): boolean {
  if (series.margin === null || series.margin <= series.allowance) return false;
  if (!isTestable(series)) return true;
  const pairs = (pairsOf(series) * windowsMost) / windows;
  return series.allowance + seenAfter(series, pairs) <= series.margin;
}

/** The smallest effect that these pairs would have shown; null for too few. */
export function resolutionOf(series: Series): number | null {
  return isTestable(series) ? series.allowance + seenAfter(series, pairsOf(series)) : null;
}

/** Windows in all after which a change as large as the margin would be seen; null where more load would not settle it. */
export function windowsNeeded(series: Series, { windows }: Progress): number | null {
  if (!isTestable(series) || series.margin === null || series.margin <= series.allowance) return null;
  const needed = unitsNeeded(windows, seenAfter(series, pairsOf(series)), series.margin - series.allowance);
  return needed > windows ? needed : null;
}

function seenAfter(series: Series, pairs: number): number {
  const spread = spreadOf(series.pairs, estimateEffect(series.pairs), series.scale === 'count');
  return smallestSeen(spread, pairs, series.endpoint === null ? SEEN.run : SEEN.endpoint);
}

const pairsOf = ({ pairs }: Series): number => pairs.differences.length;
