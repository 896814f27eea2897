import type { Flips } from '../statistics/flips.ts';
import { createFamilyTest } from './families.ts';
import type { Observations } from './observations.ts';
import { isObserved } from './observe-plan.ts';
import type { Series } from './series.ts';

/**
 * What servers say that gates nothing and is yet proven to have changed for the worse: tested once, after the verdict and with no
 * bearing on it, so that naming any of them wrongly happens in at most `alpha` of all runs.
 */
export function findMoved(
  series: readonly Series[],
  { gauges }: Observations,
  { flips, alpha }: { readonly flips: Flips; readonly alpha: number },
): string[] {
  const telling = new Set(
    gauges.filter(({ metric, worse }) => isObserved(metric) && worse !== 'none').map(({ metric }) => metric),
  );
  const shown = series.filter(({ metric, role }) => role === 'shown' && telling.has(metric));
  return createFamilyTest(flips, 'worse')
    .look(shown, alpha)
    .map(({ metric }) => metric);
}
