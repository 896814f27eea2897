import type { Plan } from '../core/plan.ts';
import type { Result } from '../core/result.ts';
import { compareSides } from './side-by-side.ts';
import type { Surroundings } from './surroundings.ts';

/** From a plan to a result. */
export const runCompare = (plan: Plan, surroundings: Surroundings): Promise<Result> =>
  compareSides(plan, surroundings);
