import type { GateFindings } from './gate.ts';
import type { Reason } from './judgement.ts';
import { type Progress, windowsNeeded } from './resolution.ts';
import { isGated, type Series, seriesKey } from './series.ts';

/** Why nothing was decided: the longest wait among the metrics left open or, without any, among those out of sight. */
export function openReason(series: readonly Series[], findings: GateFindings, progress: Progress): Reason {
  const gated = series.filter((each) => isGated(each) && !findings.held.has(seriesKey(each)));
  const open = gated.filter((each) => !findings.unresolvable.has(seriesKey(each)));
  const needed = (open.length > 0 ? open : gated).map((each) => windowsNeeded(each, progress));
  const waits = needed.filter((windows) => windows !== null);
  return {
    kind: 'open',
    windowsNeeded: waits.length > 0 && waits.length === needed.length ? Math.max(...waits) : null,
  };
}
