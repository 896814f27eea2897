import { readFileSync } from 'node:fs';
import { readInputs } from '../../src/action/inputs.ts';
import type { Outcome } from '../../src/action/outcome.ts';
import { exitCodeWith } from '../../src/action/override.ts';
import { publish } from '../../src/action/publish.ts';
import { readRun } from '../../src/action/run.ts';
import type { Result } from '../../src/core/result.ts';
import { parseEvent } from '../../src/github/event.ts';
import type { FaultServer } from '../github/fault-server.ts';
import { IMPATIENT } from '../github/impatient.ts';
import { RESULTS } from '../report/results.ts';
import { events } from './event-json.ts';
import { type RecordedJob, recordJob } from './recorded-job.ts';
import { openRunner, type Step } from './runner.ts';

export interface Story {
  readonly inputs?: Readonly<Record<string, string>>;
  readonly event?: Step['event'];
  readonly run?: { readonly id: number; readonly attempt?: number };
}

export interface Told {
  readonly job: RecordedJob;
  readonly code: number;
  /** Text of the result file; empty where there is none. */
  readonly file: string;
}

/** Publishes an outcome as a step on pull request 7 would. */
export async function tell(server: FaultServer, outcome: Outcome, story: Story = {}): Promise<Told> {
  const { inputs = {}, event = { name: 'pull_request', payload: events.pullRequest() }, run } = story;
  using runner = openRunner({
    event,
    inputs: { token: 'ghs_job', ...inputs },
    apiUrl: server.url,
    ...(run === undefined ? {} : { run }),
  });
  const job = recordJob();
  const override = await publish(outcome, {
    run: readRun(runner.environment),
    inputs: readInputs(runner.environment),
    event: parseEvent(event.name, JSON.stringify(event.payload), runner.environment),
    job,
    shelf: null,
    patience: IMPATIENT,
  });
  const path = job.outputs['result-path'] ?? '';
  const file = path === '' ? '' : readFileSync(path, 'utf8');
  return { job, code: exitCodeWith(outcome, override), file };
}

export const measured = (result: Result, inconclusive: 'pass' | 'fail' = 'pass'): Outcome => ({
  kind: 'measured',
  result,
  inconclusive,
  json: null,
});

/** The outcome of a result that the reports are tested with. */
export function ended(name: string, inconclusive: 'pass' | 'fail' = 'pass'): Outcome {
  const build = RESULTS[name];
  if (build === undefined) throw new Error(`no result ${name}`);
  return measured(build(), inconclusive);
}
