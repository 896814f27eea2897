import { pinApart } from '../core/pinning.ts';
import type { Plan } from '../core/plan.ts';
import { findOnPath } from '../system/executables.ts';
import { describeMachine } from '../system/machine.ts';
import type { Surroundings } from './surroundings.ts';

/** The plan with generator and services on processors of their own, where it asks for that and the machine has enough of them. */
export async function pinPlan(plan: Plan, { environment, say }: Surroundings): Promise<Plan> {
  if (plan.pin === 'off' || plan.targets.kind !== 'git') return plan;
  const { cores } = describeMachine(environment);
  const pins = pinApart(cores);
  if (pins === null) {
    say(`${cores} processors are too few to keep generator and services apart: nothing is pinned`);
    return plan;
  }
  if ((await findOnPath('taskset', environment)) === null) {
    say('nothing is pinned: there is no taskset on the PATH, which util-linux has');
    return plan;
  }
  say(`the generator gets processors ${pins.generator.join(', ')}, the services ${pins.service.join(', ')}`);
  return {
    ...plan,
    generatorCores: pins.generator,
    targets: { ...plan.targets, cores: pins.service },
  };
}
