import { median } from '../../statistics/quantile.ts';
import { createJudge } from '../judge.ts';
import type { Judgement } from '../judgement.ts';
import type { Observations } from '../observations.ts';
import type { Policy } from '../policy.ts';

/**
 * Two starts that nobody balanced: 2.33 × √2 × 1.5%, the most by which two starts of one build differ in 99 of 100 cases where
 * starts differ by 1.5%, the largest that was assumed of any machine.
 */
export const OVERLAPPING_ALLOWANCE = 0.05;

/** Verdict from two runs in the same minutes: the paired method of a run of our own, looked at once. */
export function judgeOverlapping(observations: Observations, policy: Policy, seed: string): Judgement {
  const { windows } = observations;
  const judge = createJudge({ policy, windowsMost: windows, looks: [windows], seed });
  return judge.conclude(observations);
}

/** What may never be held against head: the luck of a start, and the step in which latencies were counted. */
export function allowanceOf({ mix }: Observations, stepMs: number): number {
  const levels = mix.cells.map(({ p50 }) => median(p50.filter((value) => value !== null)));
  const grain = stepMs / STEPS_SMOOTHED / Math.min(...levels);
  // Where nothing was served there is no level.
  return Math.max(OVERLAPPING_ALLOWANCE, Number.isFinite(grain) ? grain : 0);
}

/** Latencies that spread over a few steps are known better than one step. */
const STEPS_SMOOTHED = 4;
