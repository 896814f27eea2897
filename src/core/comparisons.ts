import type { Flips } from '../statistics/flips.ts';
import { estimateEffect, type Interval, invertTest, TAIL } from '../statistics/interval.ts';
import { proportionAtMost } from '../statistics/proportion.ts';
import { LEAST_SHARE } from './evidence.ts';
import type { Comparison, Standing } from './judgement.ts';
import { resolutionOf } from './resolution.ts';
import { isTestable, type Series } from './series.ts';

/** Keeps a bound that a test has put beyond a value from touching it in the last digit. */
const BEYOND = 1e-9;

export type Effect = Interval & { readonly estimate: number };

/** Head against base in the user's terms; number, interval and standing come from one test and cannot disagree. */
export function compareSeries(
  series: Series,
  { flips, standing, margin }: { flips: Flips; standing: Standing; margin: number | null },
): Comparison {
  const effect = hasChange(series) ? measureEffect(series, flips, standing) : null;
  const resolution = resolutionOf(series);
  const [base, head] = typicalValues(series, effect);
  return {
    metric: series.metric,
    endpoint: series.endpoint,
    unit: series.unit,
    kind: series.scale === 'log' ? 'ratio' : 'difference',
    base,
    head,
    change: effect === null || !Number.isFinite(effect.low + effect.high) ? null : toChange(series, effect),
    resolution: resolution === null ? null : Math.abs(changeOf(series, resolution)),
    margin,
    standing,
    requests: series.totals.requests,
  };
}

/** Endpoints out of the families can be many; their values are shown without a test. */
const hasChange = (series: Series): boolean => isTestable(series) && series.share >= LEAST_SHARE;

/** Estimate and interval of a series as effects on its pairs; `tail` is the probability left on either side. */
export function effectOf(series: Series, flips: Flips, tail = TAIL): Effect {
  const estimate = estimateEffect(series.pairs);
  return { estimate, ...widenRare(series, invertTest(flips, series.pairs, estimate, tail), tail) };
}

function measureEffect(series: Series, flips: Flips, standing: Standing): Effect {
  const { allowance } = series;
  const { estimate, ...interval } = effectOf(series, flips);
  // The family's test is stricter than the interval's; only its numerical inversion could fall short of it.
  const low = standing === 'worse' ? Math.max(interval.low, allowance + BEYOND) : interval.low;
  const high = standing === 'better' ? Math.min(interval.high, -allowance - BEYOND) : interval.high;
  return { low, high, estimate: Math.min(Math.max(estimate, low), high) };
}

/**
 * Where hardly anything failed the signs know no spread. An end that does not exclude "no change" is widened to what the
 * exact binomial bound of its side allows beside the other side's share.
 */
function widenRare({ scale, totals, sides }: Series, { low, high }: Interval, tail: number): Interval {
  const [base, head] = sides;
  if (scale !== 'count' || base === null || head === null) return { low, high };
  const most = (side: 0 | 1): number => proportionAtMost(totals.events[side], totals.trials[side], tail);
  return {
    low: low > 0 ? low : Math.min(low, head - most(0)),
    high: high < 0 ? high : Math.max(high, most(1) - base),
  };
}

/** On a log scale the two values lie around the common level, as far apart as the estimate says. */
function typicalValues(series: Series, effect: Effect | null): readonly [number | null, number | null] {
  if (series.scale !== 'log' || series.level === null || effect === null) return series.sides;
  const sign = series.worse === 'down' ? -1 : 1;
  const centre = series.level;
  return [Math.exp(sign * (centre - effect.estimate / 2)), Math.exp(sign * (centre + effect.estimate / 2))];
}

function toChange(series: Series, { estimate, low, high }: Effect): Comparison['change'] {
  const ends = [changeOf(series, low), changeOf(series, high)];
  return { estimate: changeOf(series, estimate), low: Math.min(...ends), high: Math.max(...ends) };
}

/** An effect on the pairs in the terms of `Comparison.change`. */
export function changeOf({ scale, worse }: Series, effect: number): number {
  const turned = worse === 'down' ? -effect : effect;
  return scale === 'log' ? Math.expm1(turned) : turned;
}
