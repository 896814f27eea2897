import type { Event } from '../github/event.ts';
import type { runCompare } from '../pipeline/compare.ts';
import { findSettingsText } from '../pipeline/settings-text.ts';
import type { Surroundings } from '../pipeline/surroundings.ts';
import { makePlan } from '../settings/plan.ts';
import { configPath, readSettings } from '../settings/read.ts';
import { chooseBase } from './base.ts';
import type { Inputs } from './inputs.ts';
import type { Outcome } from './outcome.ts';
import type { Run } from './run.ts';

/** What is known before anything is measured. */
export interface Request {
  readonly run: Run;
  readonly inputs: Inputs;
  readonly event: Event;
}

/** From inputs, event and the settings file at base to a result. Throws a Failure when there is none. */
export async function measure(
  { run, inputs, event }: Request,
  surroundings: Surroundings,
  compare: typeof runCompare,
): Promise<Outcome> {
  const { workspace } = run;
  const base = await chooseBase(inputs, event, run, surroundings.environment);
  const path = configPath(inputs.values);
  const found = base === null ? NO_FILE : await findSettingsText({ workspace, base, path }, surroundings);
  const settings = readSettings({ values: inputs.values, origin: 'input', file: found.text });
  const plan = makePlan(settings, { workspace, defaultBase: base ?? '', seed: run.id });
  const result = await compare(plan, surroundings);
  const notes = found.note === null ? result.notes : [found.note, ...result.notes];
  return {
    kind: 'measured',
    result: { ...result, notes },
    inconclusive: plan.inconclusive,
    json: settings.json,
  };
}

const NO_FILE = { text: null, note: null };
