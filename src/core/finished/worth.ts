import { levelByBatches } from '../../statistics/unpaired.ts';
import type { Observations } from '../observations.ts';
import { toLog } from '../strata.ts';

/** How many independent windows one side's dependent ones are worth, by the median of all requests; null for too few. */
export function effectiveWindows({ mix }: Observations, side: 0 | 1): number | null {
  const logs = (mix.cells[side]?.p50 ?? []).map(toLog).filter((value) => value !== null);
  return levelByBatches(logs)?.effective ?? null;
}
