import type { Judgement, Look } from './judgement.ts';
import type { Observations } from './observations.ts';
import type { Policy } from './policy.ts';

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

export function createJudge(_plan: JudgePlan): Judge {
  throw new Error('not built yet');
}

/** Replays a finished run: same blocks, same verdict. */
export function judgeAgain(_observations: Observations, _plan: JudgePlan): Judgement {
  throw new Error('not built yet');
}
