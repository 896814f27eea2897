import { backlogAlphaShare } from '../core/backlog/judge-backlog.ts';
import type { Capacity } from '../core/capacity/capacity.ts';
import { CAPACITY_ALPHA_SHARE } from '../core/capacity/capacity-test.ts';
import type { Plan } from '../core/plan.ts';
import { describeMachine } from '../system/machine.ts';
import { type FoundRate, findRate } from './find-rate.ts';
import type { Instruments } from './measure.ts';
import type { Surroundings } from './surroundings.ts';

/** A plan with the rate that it will be measured at, and what that rests on; null where nothing was looked for. */
export interface SettledPlan {
  readonly plan: Plan;
  readonly capacity: Capacity | null;
}

/**
 * Looks for the rate where the plan leaves it open, and for the capacity where that is to be compared. Environments that Plimsoll
 * did not start are never driven to their limits: they get the plan's own rate.
 */
export async function settleRate(
  plan: Plan,
  { engine, source, readProcesses }: Instruments,
  surroundings: Surroundings,
): Promise<SettledPlan> {
  const found =
    source.restartable && (plan.findsRate || plan.comparesCapacity)
      ? await findRate(
          {
            engine,
            source,
            readProcesses,
            side: 0,
            cores: describeMachine(surroundings.environment).cores,
          },
          surroundings,
        )
      : null;
  return { plan: leaveAlpha(takeRate(plan, found)), capacity: found?.capacity ?? null };
}

const takeRate = (plan: Plan, found: FoundRate | null): Plan =>
  found === null || !plan.findsRate ? plan : { ...plan, rate: found.rate, rateSource: 'measured' };

/** What is judged of requests leaves capacity and queues their shares, so that the whole comment keeps its alpha. */
function leaveAlpha(plan: Plan): Plan {
  const shares =
    (plan.comparesCapacity ? CAPACITY_ALPHA_SHARE : 0) +
    (plan.observe.kafka === null ? 0 : backlogAlphaShare(plan.policy));
  return { ...plan, policy: { ...plan.policy, alpha: (1 - shares) * plan.policy.alpha } };
}
