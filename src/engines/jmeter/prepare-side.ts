import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { LegRun, LoadTarget } from '../../core/engine.ts';
import type { JMeterFacts } from './describe.ts';
import { gateProperties } from './gate-plan.ts';
import { ITERATIONS_VARIABLE, MICROS_VARIABLE, WINDOW_VARIABLE } from './gate-variables.ts';
import { DELIVERED, FORCED, renderProperties } from './properties.ts';
import { rewritePlan, targetProperties } from './rewrite.ts';
import type { JMeterSetup } from './setup.ts';
import { FILES } from './side-files.ts';
import { stagePlan } from './stage.ts';
import { planThreads } from './threads.ts';

export interface SideWish {
  readonly setup: JMeterSetup;
  readonly facts: JMeterFacts;
  readonly run: LegRun;
  /** Index of the side. */
  readonly side: number;
  /** Load machines that share the side's load. */
  readonly machines: number;
  /** Private folder for everything that this side's JMeter reads and writes. */
  readonly folder: string;
}

/** Writes what one side's JMeter needs; returns the path of its copy of the plan. */
export async function prepareSide({ setup, facts, run, side, machines, folder }: SideWish): Promise<string> {
  const { script, cwd } = setup;
  const target = run.targets[side] as LoadTarget;
  const weights = facts.scenarios.map(({ weight }) => weight);
  const plan = await stagePlan(script.path, cwd, join(folder, 'plan'));
  const threads = planThreads(run.users.most / machines, weights);
  // What a server of JMeter's is told it forgets before the next run, so it is told no more than the plan needs.
  const global = {
    ...script.properties,
    PLIMSOLL_SIDE: target.side,
    ...targetProperties(script.targetProperty, target.url),
    sample_variables: [WINDOW_VARIABLE, MICROS_VARIABLE, ITERATIONS_VARIABLE].join(','),
    ...gateProperties({ run, side, weights, machines }),
  };
  const own = { ...global, ...FORCED, ...DELIVERED };
  await Promise.all([
    writeFile(plan, rewritePlan(facts.text, script, { target: target.url, threads })),
    writeFile(join(folder, FILES.properties), renderProperties(own), { mode: 0o600 }),
    writeFile(join(folder, FILES.global), renderProperties(global), { mode: 0o600 }),
  ]);
  return plan;
}
