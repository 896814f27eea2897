import type { Engine } from '../core/engine.ts';
import type { Plan } from '../core/plan.ts';
import { openJMeter } from '../engines/jmeter/open.ts';
import { openK6 } from '../engines/k6/open.ts';
import type { Surroundings } from './surroundings.ts';

/** The load tools, by the ending of the script. */
export const openEngine = (plan: Plan, surroundings: Surroundings): Promise<Engine> =>
  /\.jmx$/i.test(plan.script) ? openJMeter(plan, surroundings) : openK6(plan, surroundings);
