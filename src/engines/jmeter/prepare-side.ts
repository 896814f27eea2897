import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { LegRun, LoadTarget } from '../../core/engine.ts';
import type { JMeterFacts } from './describe.ts';
import type { JMeterSetup } from './engine.ts';
import { GATE_SOURCE, MICROS_VARIABLE, WINDOW_VARIABLE } from './gate.ts';
import { gateProperties } from './gate-plan.ts';
import { FORCED, renderProperties } from './properties.ts';
import { rewritePlan, targetProperties } from './rewrite.ts';
import { FILES } from './side-files.ts';
import { stagePlan } from './stage.ts';
import { planThreads } from './threads.ts';

export interface SideWish {
  readonly setup: JMeterSetup;
  readonly facts: JMeterFacts;
  readonly run: LegRun;
  /** Index of the side. */
  readonly side: number;
  /** Private folder for everything that this side's JMeter reads and writes. */
  readonly folder: string;
}

/** Writes what one side's JMeter needs; returns the path of its copy of the plan. */
export async function prepareSide({ setup, facts, run, side, folder }: SideWish): Promise<string> {
  const { script, cwd } = setup;
  const target = run.targets[side] as LoadTarget;
  const weights = facts.scenarios.map(({ weight }) => weight);
  const gate = join(folder, FILES.gate);
  const plan = await stagePlan(script.path, cwd, join(folder, 'plan'));
  const threads = planThreads(run.users, weights);
  const properties = {
    ...script.properties,
    PLIMSOLL_SIDE: target.side,
    ...targetProperties(script.targetProperty, target.url),
    ...FORCED,
    sample_variables: `${WINDOW_VARIABLE},${MICROS_VARIABLE}`,
    ...gateProperties({ run, side, weights, gate, events: join(folder, FILES.events) }),
  };
  await Promise.all([
    writeFile(gate, GATE_SOURCE),
    writeFile(plan, rewritePlan(facts.text, script, { target: target.url, threads })),
    writeFile(join(folder, FILES.properties), renderProperties(properties), { mode: 0o600 }),
  ]);
  return plan;
}
