import { LEAST_SHARE } from '../evidence.ts';
import type { Level, Recording } from './recording.ts';
import { findLevel, readLevel, roleOf, type StoredEvidence } from './stored-series.ts';

/** Endpoints must have had this much of the traffic to be missed: those near the least that is kept come and go. */
const MISSED_SHARE = 2 * LEAST_SHARE;

/**
 * Levels that the nearest recording has and head lacks, although the verdict would rest on them. Endpoints that were `removed`
 * on purpose are not missed.
 */
export function findMissing(
  { now, recordings, policy }: StoredEvidence,
  removed: ReadonlySet<string>,
): Level[] {
  const [nearest] = recordings;
  if (nearest === undefined) return [];
  return nearest.levels.filter((level) => {
    if (roleOf(level, policy) === 'shown' || readLevel(level, 'raw') === null) return false;
    if (level.endpoint !== null && (removed.has(level.endpoint) || !hasTraffic(level.endpoint, nearest)))
      return false;
    const here = findLevel(now, level);
    return here === undefined || readLevel(here, 'raw') === null;
  });
}

/** What a run can lack because of how it was measured, not because of what head does. */
export const isInstrument = ({ metric }: Level): boolean => metric === 'cpu' || metric === 'memory';

function hasTraffic(endpoint: string, { levels }: Recording): boolean {
  const own = findLevel(levels, { metric: 'errors', endpoint });
  const run = findLevel(levels, { metric: 'errors', endpoint: null });
  return own === undefined || run === undefined || own.requests >= MISSED_SHARE * run.requests;
}
