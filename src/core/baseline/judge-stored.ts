import type { Comparison, Judgement, LimitFinding, Reason } from '../judgement.ts';
import { findMissing, isInstrument } from './missing.ts';
import type { Level } from './recording.ts';
import { compareStored } from './stored-comparison.ts';
import { findLevel, readStored, type StoredEvidence } from './stored-series.ts';

export interface StoredCase extends StoredEvidence {
  /** Why no verdict can rest on the recordings or on the windows; null when one can. */
  readonly obstacle: Reason | null;
  readonly limits: readonly LimitFinding[];
  /** Endpoints that head has taken out on purpose. */
  readonly removed?: readonly string[];
}

type Decision = Pick<Judgement, 'verdict' | 'reason'>;

/** The rest of alpha pays for steps that are seen in recordings where there are none (bench/baseline). */
const STEPS_LEAVE = 0.8;

const SERVES = 0.05;
const BROKEN = 0.5;

/**
 * Verdict of one run against earlier ones, metric by metric: worse where head lies beyond Student's prediction bound at
 * alpha over all metrics that can convict (Bonferroni, so it holds whatever their correlation), held where even the upper
 * bound of the change lies within the margin. No percentage convicts by itself; what could have been seen is said with each.
 */
export function judgeStored(stored: StoredCase): Judgement {
  const { policy, obstacle, limits, removed = [] } = stored;
  const series = readStored(stored);
  const judged = series.filter(({ role, past }) => role !== 'shown' && past.length > 0).length;
  const tail = (STEPS_LEAVE * policy.alpha) / Math.max(1, judged);
  const rules = { tail, beta: policy.beta, isSound: obstacle === null };
  const comparisons = series.map((one) => compareStored(one, rules));
  const missing = obstacle === null ? findMissing(stored, new Set(removed)) : [];
  return {
    ...decide(stored, comparisons, missing),
    comparisons: order([...comparisons, ...missing.map(compareMissing)]),
    limits,
    looks: [],
  };
}

function decide(stored: StoredCase, comparisons: readonly Comparison[], missing: readonly Level[]): Decision {
  const { obstacle, limits } = stored;
  const broken = brokenShare(stored);
  if (broken !== null) return { verdict: 'fail', reason: { kind: 'does not serve', failedShare: broken } };
  if (comparisons.some(({ standing }) => standing === 'worse'))
    return { verdict: 'fail', reason: { kind: 'worse' } };
  // A bound that holds by itself needs no baseline, but it needs a sound run.
  const isMeasured = obstacle?.kind !== 'too few windows' && obstacle?.kind !== 'windows lost';
  if (isMeasured && limits.some(({ breached }) => breached))
    return { verdict: 'fail', reason: { kind: 'limit' } };
  if (obstacle !== null) return { verdict: 'inconclusive', reason: obstacle };
  if (missing.length > 0) {
    const reason = {
      kind: 'missing metric',
      missing: missing.map(({ metric, endpoint }) => ({ metric, endpoint })),
    } as const;
    return { verdict: missing.every(isInstrument) ? 'inconclusive' : 'fail', reason };
  }
  return holds(comparisons)
    ? { verdict: 'pass', reason: { kind: 'held' } }
    : { verdict: 'inconclusive', reason: { kind: 'open', windowsNeeded: null } };
}

/** A pass needs everything that is gated, and must rest on a latency of the run wherever one is. */
function holds(comparisons: readonly Comparison[]): boolean {
  const gated = comparisons.filter(({ margin }) => margin !== null);
  const isHeld = ({ standing }: Comparison): boolean => standing === 'held' || standing === 'better';
  const isRunLatency = ({ endpoint, unit, metric }: Comparison): boolean =>
    endpoint === null && unit === 'ms' && metric !== 'cpu';
  const held = gated.filter(isHeld);
  return (
    held.length > 0 &&
    !gated.some(({ standing }) => standing === 'open') &&
    (!gated.some(isRunLatency) || held.some(isRunLatency))
  );
}

/** Share of head's requests that failed, where nearly all of the recorded ones succeeded; null when head serves. */
function brokenShare({ now, recordings, obstacle }: StoredCase): number | null {
  const run = { metric: 'errors', endpoint: null };
  const [here, there] = [findLevel(now, run), findLevel(recordings[0]?.levels ?? [], run)];
  if (obstacle !== null || here === undefined || there === undefined) return null;
  return here.value > BROKEN && there.value < SERVES ? here.value : null;
}

const compareMissing = (level: Level): Comparison => ({
  metric: level.metric,
  endpoint: level.endpoint,
  unit: level.unit,
  kind: level.scale === 'log' ? 'ratio' : 'difference',
  base: level.value,
  head: null,
  change: null,
  resolution: null,
  margin: null,
  standing: 'shown',
  requests: [level.requests, 0],
});

/** The run first; then endpoints, those that moved before those that did not. */
function order(comparisons: readonly Comparison[]): Comparison[] {
  const rankOf = (endpoint: string): number => {
    const own = comparisons.filter((one) => one.endpoint === endpoint).map(({ standing }) => standing);
    if (own.includes('worse')) return 0;
    return own.includes('better') ? 1 : 2;
  };
  const names = [...new Set(comparisons.flatMap(({ endpoint }) => endpoint ?? []))];
  const ranked = names.toSorted((a, b) => rankOf(a) - rankOf(b));
  return [null, ...ranked].flatMap((name) => comparisons.filter(({ endpoint }) => endpoint === name));
}
