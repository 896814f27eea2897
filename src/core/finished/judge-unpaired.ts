import { LEAST_VALUES } from '../../statistics/unpaired.ts';
import type { Comparison, Judgement, Reason } from '../judgement.ts';
import { findLimits } from '../limits.ts';
import type { Observations } from '../observations.ts';
import type { Policy } from '../policy.ts';
import { readSeries } from '../read-series.ts';
import { isJudged } from '../series.ts';
import { judgeService } from '../serving.ts';
import { compareUnpaired } from './unpaired-comparison.ts';

export interface UnpairedCase {
  /** Windows of both runs, each counted from its own start. */
  readonly observations: Observations;
  readonly policy: Policy;
  /** Windows of the shorter run. */
  readonly windowsLeast: number;
  readonly stepMs: number;
}

/**
 * Verdict from two runs at different times. Half of alpha is for the mood of the machine, which carries all metrics of a run at
 * once and so is paid for once; half is for chance between the windows, shared out over all metrics that can convict
 * (Bonferroni, so it holds whatever their correlation). A conviction must lie beyond both together.
 */
export function judgeUnpaired({ observations, policy, windowsLeast, stepMs }: UnpairedCase): Judgement {
  const series = readSeries(observations, policy, observations.windows);
  const judged = series.filter(isJudged).length;
  const rules = {
    observations,
    policy,
    stepMs,
    isSound: windowsLeast >= LEAST_VALUES,
    mood: policy.alpha / 2,
    chance: policy.alpha / 2 / Math.max(1, judged),
    beta: policy.beta,
  };
  const comparisons = series.map((one) => compareUnpaired(one, rules));
  const limits = findLimits(observations, policy);
  const decide = (): Pick<Judgement, 'verdict' | 'reason'> => {
    const service = judgeService(observations);
    if (service !== null) {
      return { verdict: service.kind === 'does not serve' ? 'fail' : 'inconclusive', reason: service };
    }
    if (!rules.isSound) return inconclusive({ kind: 'too few windows', windows: windowsLeast });
    if (comparisons.some(({ standing }) => standing === 'worse'))
      return { verdict: 'fail', reason: { kind: 'worse' } };
    if (limits.some(({ breached }) => breached)) return { verdict: 'fail', reason: { kind: 'limit' } };
    return holds(comparisons)
      ? { verdict: 'pass', reason: { kind: 'held' } }
      : inconclusive({ kind: 'open', windowsNeeded: null });
  };
  return { ...decide(), comparisons: movedFirst(comparisons), limits, looks: [] };
}

const inconclusive = (reason: Reason): Pick<Judgement, 'verdict' | 'reason'> => ({
  verdict: 'inconclusive',
  reason,
});

/** A pass needs everything that is gated, and must rest on a latency of the run wherever one is. */
function holds(comparisons: readonly Comparison[]): boolean {
  const isGated = ({ margin, standing }: Comparison): boolean =>
    margin !== null && standing !== 'shown' && standing !== 'sparse';
  const isHeld = ({ standing }: Comparison): boolean => standing === 'held' || standing === 'better';
  const isRunLatency = ({ endpoint, unit }: Comparison): boolean => endpoint === null && unit === 'ms';
  const gated = comparisons.filter(isGated);
  return gated.length > 0 && gated.every(isHeld) && gated.some(isRunLatency);
}

/** The run first; then endpoints, those that moved before those that did not. */
function movedFirst(comparisons: readonly Comparison[]): Comparison[] {
  const rankOf = (endpoint: string): number => {
    const own = comparisons.filter((one) => one.endpoint === endpoint).map(({ standing }) => standing);
    if (own.includes('worse')) return 0;
    return own.includes('better') ? 1 : 2;
  };
  const names = [...new Set(comparisons.flatMap(({ endpoint }) => endpoint ?? []))];
  const ranked = names.toSorted((a, b) => rankOf(a) - rankOf(b));
  return [null, ...ranked].flatMap((name) => comparisons.filter(({ endpoint }) => endpoint === name));
}
