import { allowanceFor, type Design } from '../core/design.ts';
import { createFold, type Fold } from '../core/fold.ts';
import { createJudge, type Judge } from '../core/judge.ts';
import { planLooks } from '../core/looks.ts';
import type { Plan } from '../core/plan.ts';
import type { Policy } from '../core/policy.ts';
import { dealSchedule, type Schedule } from '../core/schedule.ts';
import type { Side } from '../core/side.ts';
import { type Random, seededRandom } from '../statistics/random.ts';

/** All that one run gathers between its first counted window and its verdict. */
export interface Session {
  readonly design: Design;
  readonly schedule: Schedule;
  readonly random: Random;
  readonly looks: readonly number[];
  readonly policy: Policy;
  readonly fold: Fold;
  readonly judge: Judge;
}

/** When the evidence is judged, in windows; never, for what is only recorded. */
export type Calendar = (windowsMost: number, windowMs: number) => readonly number[];

export function openSession(
  plan: Plan,
  design: Design,
  sides: readonly Side[],
  calendar: Calendar = planLooks,
): Session {
  const random = seededRandom(`schedule ${plan.seed}`);
  const shape = {
    sides: sides.length,
    windows: design.windows,
    windowMs: design.windowMs,
    slotMs: design.slotMs,
  };
  const looks = calendar(design.windows, design.windowMs);
  const policy = { ...plan.policy, delta: plan.delta ?? allowanceFor(design.starts.length) };
  return {
    design,
    schedule: dealSchedule(shape, random),
    random,
    looks,
    policy,
    fold: createFold({ sides, windows: design.windows }),
    judge: createJudge({
      policy,
      windowsMost: design.windows,
      looks,
      seed: plan.seed,
      starts: design.starts.length,
    }),
  };
}
