import { findChangePoints } from '../../statistics/change-points.ts';
import { MANY_FAILURES } from '../latency-series.ts';
import { marginFor, type Policy } from '../policy.ts';
import type { Form } from './conditions.ts';
import type { Level, Recording } from './recording.ts';

/**
 * `gated`: a pass must prove it within its margin, and it can convict. `convicts`: a check without a margin. `shown`: neither.
 */
export type StoredRole = 'gated' | 'convicts' | 'shown';

/** One metric of head beside what was recorded of it. */
export interface StoredSeries {
  readonly level: Level;
  /** Recorded levels that can be used, oldest first, since the metric last changed for good. */
  readonly past: readonly Level[];
  /** Commit of the first of them when earlier ones were left out for that reason; null otherwise. */
  readonly since: string | null;
  /** Quotients with the reference, or values; memory and what a script measures have no counterpart there. */
  readonly form: Form;
  readonly margin: number | null;
  readonly role: StoredRole;
}

export interface StoredEvidence {
  readonly now: readonly Level[];
  /** Nearest first, as they are recalled. */
  readonly recordings: readonly Recording[];
  readonly form: Form;
  readonly policy: Pick<Policy, 'alpha' | 'beta' | 'margins'>;
}

/** Ten times as strict as for a picture of the history: here each step that is none costs false alarms. */
const CHANGED = 0.0001;

/** Every metric of head that has a usable value. */
export function readStored(evidence: StoredEvidence): StoredSeries[] {
  return evidence.now
    .filter((level) => readLevel(level, 'raw') !== null)
    .map((level) => readSeries(level, evidence));
}

function readSeries(level: Level, { recordings, form, policy, now }: StoredEvidence): StoredSeries {
  const own = form === 'ratio' && readLevel(level, 'ratio') !== null ? 'ratio' : 'raw';
  const found = recordings.toReversed().flatMap(({ commit, levels }) => {
    const past = findLevel(levels, level);
    const isUsable =
      past?.scale === level.scale && readLevel(past, own) !== null && !isSurvivor(past, levels);
    return isUsable ? [{ past, commit }] : [];
  });
  const start = lastChange(
    found.map(({ past }) => readLevel(past, own) as number),
    level.scale,
  );
  const kept = found.slice(start);
  return {
    level,
    past: kept.map(({ past }) => past),
    since: start > 0 ? (kept[0]?.commit ?? null) : null,
    form: own,
    margin: marginFor(policy.margins, level.metric, level.endpoint),
    role: isSurvivor(level, now) ? 'shown' : roleOf(level, policy),
  };
}

/** Where many requests fail, the latencies of the others say nothing. */
function isSurvivor({ unit, endpoint }: Level, levels: readonly Level[]): boolean {
  const errors = findLevel(levels, { metric: 'errors', endpoint });
  return unit === 'ms' && errors !== undefined && errors.value > MANY_FAILURES;
}

/**
 * After a change that was merged on purpose the recordings before it are the measure of nothing. Counts are pooled, so their
 * history stays whole.
 */
function lastChange(readings: readonly number[], scale: Level['scale']): number {
  if (scale === 'count') return 0;
  const series = scale === 'log' ? readings.map(Math.log) : readings;
  return findChangePoints(series, { significance: CHANGED }).at(-1)?.index ?? 0;
}

/** A check that fails more often is a defect, with or without a margin; a margin of null switches one off. */
export function roleOf(
  { metric, endpoint }: Pick<Level, 'metric' | 'endpoint'>,
  policy: StoredEvidence['policy'],
): StoredRole {
  if (marginFor(policy.margins, metric, endpoint) !== null) return 'gated';
  const isCheck = metric.startsWith('check:') && endpoint === null;
  return isCheck && !(metric in policy.margins.run) ? 'convicts' : 'shown';
}

/** The number that is compared; null where there is none to use: nothing measured, or no logarithm. */
export function readLevel({ scale, value, ratio, requests }: Level, form: Form): number | null {
  const reading = form === 'ratio' ? ratio : value;
  if (reading === null || !Number.isFinite(reading)) return null;
  switch (scale) {
    case 'log':
      return reading > 0 ? reading : null;
    case 'count':
      return reading >= 0 && reading <= 1 && requests > 0 ? reading : null;
    case 'linear':
      return reading;
  }
}

export const findLevel = (
  levels: readonly Level[],
  { metric, endpoint }: Pick<Level, 'metric' | 'endpoint'>,
): Level | undefined => levels.find((one) => one.metric === metric && one.endpoint === endpoint);
