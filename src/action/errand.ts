import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { settingsFailure } from '../core/failure.ts';
import type { Plan } from '../core/plan.ts';
import type { Job } from '../github/job.ts';
import type { Surroundings } from '../pipeline/surroundings.ts';
import { makePlan } from '../settings/plan.ts';
import { configPath, readSettings } from '../settings/read.ts';
import type { Done, Ending } from './ending.ts';
import { guarded } from './guarded.ts';
import type { Request } from './measure.ts';
import { hideServerSecrets, hideValues } from './secrets.ts';

/** A pipeline that judges no pull request: record, doctor. */
export type Errand = (plan: Plan, surroundings: Surroundings) => Promise<Omit<Done, 'kind'>>;

export interface ErrandRun {
  readonly name: 'record' | 'doctor';
  readonly errand: Errand | undefined;
  readonly surroundings: Surroundings;
  readonly job: Job;
}

/** On what is checked out, whose own settings count: nobody can have changed them without having merged them. */
export async function runErrand(
  request: Request,
  { name, errand, surroundings, job }: ErrandRun,
): Promise<Ending> {
  if (errand === undefined) {
    throw settingsFailure(
      `${name} is not available yet`,
      'Set the input `mode`, or leave this event out of the workflow.',
    );
  }
  const { workspace, id } = request.run;
  const { values } = request.inputs;
  const path = configPath(values);
  const text = await readFile(join(workspace, path), 'utf8').catch(() => null);
  const settings = readSettings({ values, origin: 'input', file: text === null ? null : { path, text } });
  hideValues(settings.env, job);
  hideServerSecrets(settings, surroundings.environment, job);
  const { event } = request;
  const branch = event.kind === 'push' ? { defaultBranch: event.branch } : {};
  const plan = makePlan(settings, { workspace, defaultBase: 'HEAD', seed: id, ...branch });
  return {
    kind: 'done',
    ...(await guarded(surroundings.environment, job, () => errand(plan, surroundings))),
  };
}
