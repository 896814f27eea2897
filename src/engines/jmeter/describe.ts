import { stat } from 'node:fs/promises';
import type { ScriptFacts } from '../../core/engine.ts';
import { settingsFailure } from '../../core/failure.ts';
import { hashScript } from '../k6/script-hash.ts';
import { readPlanFiles } from './plan-files.ts';
import { readPlan } from './read-plan.ts';
import type { JMeterScript } from './script.ts';
import { countTransactions } from './transactions.ts';

export interface JMeterFacts extends ScriptFacts {
  /** The plan as the user wrote it. */
  readonly text: string;
  readonly countsTransaction: (label: string) => boolean;
}

/** Reads the plan without running it. Throws a settings failure for one that cannot be run side by side. */
export async function describePlan(script: JMeterScript): Promise<JMeterFacts> {
  await refuseMissing(script.path);
  const { text, files } = await readPlanFiles(script);
  const plan = readPlan(text, script);
  return {
    scenarios: plan.groups.map(({ name, weight }) => ({ name, exec: name, weight })),
    hash: hashScript(script.path, files),
    text,
    countsTransaction: countTransactions(plan, script),
  };
}

async function refuseMissing(path: string): Promise<void> {
  const found = await stat(path).catch(() => null);
  if (found?.isFile() === true) return;
  throw settingsFailure(
    found === null ? `there is no test plan at ${path}` : `the test plan ${path} is not a file`,
    'Set `script` to the path of a JMeter test plan (.jmx), relative to the repository root.',
  );
}
