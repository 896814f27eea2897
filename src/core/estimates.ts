import { estimateEffect } from '../statistics/interval.ts';
import { changeOf } from './comparisons.ts';
import type { Observations } from './observations.ts';
import type { Policy } from './policy.ts';
import type { Estimate } from './progress.ts';
import { readSeries } from './read-series.ts';
import { resolutionOf } from './resolution.ts';
import { isTestable } from './series.ts';

/** What somebody who watches a run wants to see of it. */
const HEADLINES = ['p50', 'p95', 'errors', 'cpu'];

/** Where the headline metrics of the run stand, without a test: for progress only. */
export function estimateHeadlines(
  observations: Observations,
  policy: Policy,
  windowsMost: number,
): Estimate[] {
  return readSeries(observations, policy, windowsMost)
    .filter(({ endpoint, metric }) => endpoint === null && HEADLINES.includes(metric))
    .map((series) => {
      const seen = resolutionOf(series);
      return {
        metric: series.metric,
        unit: series.unit,
        kind: series.scale === 'log' ? 'ratio' : 'difference',
        change: isTestable(series) ? changeOf(series, estimateEffect(series.pairs)) : null,
        resolution: seen === null ? null : Math.abs(changeOf(series, seen)),
      };
    });
}
