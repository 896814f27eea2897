import { drawFlips } from '../statistics/flips.ts';
import { seededRandom } from '../statistics/random.ts';
import { reportComparisons } from './comparison-list.ts';
import { createGate, type GateFindings } from './gate.ts';
import type { Judgement, Look, Reason, Verdict } from './judgement.ts';
import { findLimits } from './limits.ts';
import { mayPass } from './looks.ts';
import { compareMemory, memoryAlpha } from './memory.ts';
import { findMoved } from './moved.ts';
import type { Observations } from './observations.ts';
import { openReason } from './open-reason.ts';
import type { Policy } from './policy.ts';
import { readSeries } from './read-series.ts';
import type { Series } from './series.ts';
import { findGap, judgeService } from './serving.ts';

/** The rules and the calendar of a verdict, settled before the first sample. */
export interface JudgePlan {
  readonly policy: Policy;
  readonly windowsMost: number;
  /** From `planLooks`; ascending, the last is `windowsMost`. */
  readonly looks: readonly number[];
  readonly seed: string;
  /** Starts of both sides planned. Peak memory is judged from 4 on, and only then takes its share of alpha. */
  readonly starts?: number;
}

export interface Judge {
  /** Judges the evidence at a planned look; windows must grow from look to look. */
  look(observations: Observations): Look;
  /** The whole judgement at the last look taken. */
  conclude(observations: Observations): Judgement;
}

/** 9,999 random flips and the identity: half a percent is 50 of them. */
const FLIPS = 10_000;

const NOTHING: GateFindings = {
  worse: new Set(),
  held: new Set(),
  unresolvable: new Set(),
  gated: 0,
  holds: false,
};

interface Decision {
  readonly verdict: Verdict | 'go on';
  readonly reason: Reason | null;
}

/** Group-sequential verdict over paired windows; docs/how-it-decides.md states the method and what it was measured to do. */
export function createJudge({ policy, windowsMost, seed, starts = 1 }: JudgePlan): Judge {
  // The schedule is dealt from the same seed: a name of their own keeps the flips independent of it.
  const flips = drawFlips(windowsMost, FLIPS, seededRandom(`${seed}/flips`));
  const gate = createGate(flips, { policy, windowsMost, starts });
  const looks: Look[] = [];
  let findings = NOTHING;
  let decision: Decision = { verdict: 'go on', reason: null };

  const read = (observations: Observations): Series[] => readSeries(observations, policy, windowsMost);
  const memoryOf = (observations: Observations) =>
    compareMemory(observations, policy, memoryAlpha(policy, starts));

  const decide = (observations: Observations): Decision => {
    const { windows } = observations;
    const isLast = windows >= windowsMost;
    const service = judgeService(observations);
    if (service !== null) {
      return { verdict: service.kind === 'does not serve' ? 'fail' : 'inconclusive', reason: service };
    }
    const gap = findGap(observations);
    if (gap !== null) return { verdict: isLast ? 'inconclusive' : 'go on', reason: gap };
    findings = gate.look(read(observations), windows);
    if (findings.worse.size > 0) return { verdict: 'fail', reason: { kind: 'worse' } };
    const late = convictLate(observations);
    if (late !== null) return late;
    if (findings.holds) return { verdict: 'pass', reason: { kind: 'held' } };
    return { verdict: isLast ? 'inconclusive' : 'go on', reason: null };
  };

  /** What is known only once starts have ended or enough windows are in: memory and limits. */
  const convictLate = (observations: Observations): Decision | null => {
    if (memoryOf(observations)?.standing === 'worse') return { verdict: 'fail', reason: { kind: 'worse' } };
    const isBroken = findLimits(observations, policy).some(({ breached }) => breached);
    return isBroken && mayPass(observations.windows, windowsMost)
      ? { verdict: 'fail', reason: { kind: 'limit' } }
      : null;
  };

  const look = (observations: Observations): Look => {
    const { windows } = observations;
    const last = looks.at(-1)?.windows ?? 0;
    if (windows <= last || windows > windowsMost) {
      throw new RangeError(`a look at ${windows} windows cannot follow one at ${last} of ${windowsMost}`);
    }
    findings = NOTHING;
    decision = decide(observations);
    const { held, gated } = findings;
    const taken: Look = { windows, decision: decision.verdict, held: held.size, gated };
    looks.push(taken);
    return taken;
  };

  const conclude = (observations: Observations): Judgement => {
    if (looks.length === 0 && observations.windows > 0) look(observations);
    const { windows } = observations;
    const series = read(observations);
    const moved = findings === NOTHING ? [] : findMoved(series, observations, { flips, alpha: policy.alpha });
    const isOpen = decision.reason === null || decision.verdict === 'pass';
    const { verdict, reason } = (isOpen && windows > 0 ? convictLate(observations) : null) ?? decision;
    return {
      verdict: verdict === 'go on' ? 'inconclusive' : verdict,
      reason: reason ?? findGap(observations) ?? openReason(series, findings, { windows, windowsMost }),
      comparisons: reportComparisons({
        series,
        findings,
        better: findings === NOTHING ? new Set() : gate.findBetter(series, windows),
        memory: memoryOf(observations),
        doesNotServe: reason?.kind === 'does not serve',
        flips,
        policy,
      }),
      limits: findLimits(observations, policy),
      looks: [...looks],
      ...(moved.length === 0 ? {} : { moved }),
    };
  };

  return { look, conclude };
}
