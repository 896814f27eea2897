import { withCapacity } from '../core/capacity/finding.ts';
import { withGrowth } from '../core/growth/finding.ts';
import type { Plan } from '../core/plan.ts';
import type { Result } from '../core/result.ts';
import { measureCapacity } from './capacity.ts';
import type { SettledPlan } from './find-rate-plan.ts';
import { measureGrowth } from './growth.ts';
import type { Instruments } from './measure.ts';
import type { Surroundings } from './surroundings.ts';

/** What was measured at a fixed rate, the plan that asked for more, and what was found out on the way. */
export interface FixedRate {
  readonly result: Result;
  readonly plan: Plan;
  readonly settled: SettledPlan;
  /** Whether the change touches declared configuration. */
  readonly touchesConfiguration?: boolean;
}

/** What a result says beyond its fixed rate: capacity and growth, where the plan asks for them and head serves at all. */
export async function goBeyondRate(
  { result, plan, settled, touchesConfiguration = false }: FixedRate,
  instruments: Instruments,
  surroundings: Surroundings,
): Promise<Result> {
  const { reason } = result.judgement;
  if (!instruments.source.restartable || reason.kind === 'does not serve' || reason.kind === 'no reference') {
    return result;
  }
  let beyond = result;
  if (plan.comparesCapacity && settled.capacity !== null) {
    const capacity = await measureCapacity({ plan, capacity: settled.capacity }, instruments, surroundings);
    beyond = { ...beyond, capacity, judgement: withCapacity(beyond.judgement, capacity) };
  }
  const expectedRate = plan.growthFrom ?? (touchesConfiguration ? plan.growthOnConfiguration : null) ?? null;
  if (expectedRate !== null) {
    const growth = await measureGrowth({ plan, expectedRate }, instruments, surroundings);
    beyond = { ...beyond, growth, judgement: withGrowth(beyond.judgement, growth) };
  }
  return beyond;
}
