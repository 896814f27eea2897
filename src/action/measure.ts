import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { settingsFailure } from '../core/failure.ts';
import type { Event } from '../github/event.ts';
import type { Job } from '../github/job.ts';
import type { runCompare } from '../pipeline/compare.ts';
import { requireMeasured } from '../pipeline/report.ts';
import { type FoundSettings, findSettingsText } from '../pipeline/settings-text.ts';
import type { Surroundings } from '../pipeline/surroundings.ts';
import { makePlan } from '../settings/plan.ts';
import type { Problem } from '../settings/problem.ts';
import { configPath, readSettings, type Settings } from '../settings/read.ts';
import { chooseBase } from './base.ts';
import { guarded } from './guarded.ts';
import type { Inputs } from './inputs.ts';
import type { Outcome } from './outcome.ts';
import { findDangerousRight } from './rights.ts';
import { describeHeadRules } from './rule-notes.ts';
import type { Run } from './run.ts';
import { hideSecret, hideServerSecrets, hideValues } from './secrets.ts';

/** What is known before anything is measured. */
export interface Request {
  readonly run: Run;
  readonly inputs: Inputs;
  readonly event: Event;
}

export interface Measuring {
  readonly surroundings: Surroundings;
  readonly job: Job;
  readonly compare: typeof runCompare;
}

/** From inputs, event and the settings file at base to a result. Throws a Failure when there is none. */
export async function measure(
  request: Request,
  { surroundings, job, compare }: Measuring,
): Promise<Outcome & { readonly kind: 'measured' }> {
  const { run, inputs, event } = request;
  const { environment } = surroundings;
  const base = await chooseBase(inputs, event, run, environment);
  const path = configPath(inputs.values);
  const origin = { workspace: run.workspace, base: base ?? '', path };
  const found = base === null ? NO_FILE : await findSettingsText(origin, surroundings);
  const right = findDangerousRight(event, environment);
  const settings = readSettings({
    values: inputs.values,
    origin: 'input',
    file: found.text,
    complain: ({ strict }) => (strict && right !== null ? [right] : []),
  });
  if (right !== null) job.annotate('warning', 'Too many rights', right.says);
  hideValues(settings.env, job);
  hideSecret(settings.grafana?.token, environment, job);
  hideServerSecrets(settings, environment, job);
  hideSecret(settings.observe.plan.kafka?.sasl?.password, environment, job);
  const plan = makePlan(settings, { workspace: run.workspace, defaultBase: base ?? '', seed: run.id });
  const result = await job.inGroup('Measuring', () =>
    guarded(environment, job, () => compare(plan, surroundings)),
  );
  requireMeasured(result.observations, result.policy);
  const notes = [...(await notesOn(found, settings, request)), ...result.notes];
  return {
    kind: 'measured',
    result: { ...result, notes },
    inconclusive: plan.inconclusive,
    json: settings.json,
  };
}

const NO_FILE: FoundSettings = { text: null, note: null };

/** Where the rules came from, and what head would make of them. */
async function notesOn(
  found: FoundSettings,
  settings: Settings,
  { run, inputs }: Request,
): Promise<string[]> {
  if (found.note === null || found.text === null) return [];
  const { path } = found.text;
  const head = await readFile(join(run.workspace, path), 'utf8').catch(() => null);
  return [
    found.note,
    ...describeHeadRules({ path, settings, base: found.text.text, head, values: inputs.values }),
  ];
}

/** What should not have been asked for, told with everything else that is wrong. Always throws. */
export async function refuse(problems: readonly Problem[], { run, inputs }: Request): Promise<never> {
  const path = configPath(inputs.values);
  const text = await readFile(join(run.workspace, path), 'utf8').catch(() => null);
  readSettings({
    values: inputs.values,
    origin: 'input',
    file: text === null ? null : { path, text },
    needs: 'rules',
    complain: () => problems,
  });
  throw settingsFailure(problems.map(({ says }) => says).join('; '), 'Correct the input `mode`.');
}
