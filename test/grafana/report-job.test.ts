import { expect, it } from '@jest/globals';
import { main } from '../../src/action/main.ts';
import type { Result } from '../../src/core/result.ts';
import { writeZip } from '../../src/system/zip-writer.ts';
import { events, SHAS } from '../action/event-json.ts';
import { measureSynthetic } from '../action/measured-result.ts';
import { type RecordedJob, recordJob } from '../action/recorded-job.ts';
import { openRunner } from '../action/runner.ts';
import { startRuns } from '../github/fake-runs.ts';
import { IMPATIENT } from '../github/impatient.ts';
import { type FakeGrafana, startGrafana, TOKEN } from './fake-grafana.ts';

const STARTED = Date.now() - 600_000;

/** As a fork's job leaves it: with the time of its load, and with links of its own that nobody may follow. */
function measured(): Result {
  const result = measureSynthetic({ slowdown: 1.5 });
  const { measurement } = result;
  const starts = measurement.starts.map((start) => ({
    ...start,
    startAt: STARTED + start.firstWindow * measurement.windowMs,
  }));
  const dashboards = [{ name: 'free money', url: 'https://evil.example.com/d/x' }];
  return { ...result, measurement: { ...measurement, starts }, dashboards };
}

interface Ending {
  readonly code: number;
  readonly job: RecordedJob;
  readonly body: string;
}

/** Plays the reporting job for a fork's pull request; the base names a Grafana. */
async function report(grafana: FakeGrafana, secrets: Readonly<Record<string, string>>): Promise<Ending> {
  const rules = { 'plimsoll.yml': `grafana: { url: ${grafana.url}, dashboards: [plimsoll] }\n` };
  await using runs = await startRuns({
    files: Object.fromEntries(['refs/heads/main', SHAS.base, SHAS.head].map((ref) => [ref, rules])),
    pulls: [{ number: 7, head: 'someone:topic', sha: SHAS.head, headRepositoryId: 2 }],
  });
  const origin = { pullRequest: 7, headSha: SHAS.head, job: 'load', section: null };
  const zip = writeZip({
    'result.json': Buffer.from(JSON.stringify(measured())),
    'origin.json': Buffer.from(JSON.stringify(origin)),
  });
  runs.artifacts.add({ name: 'plimsoll-load-31-1', zip, run: 31, headRepositoryId: 2 });
  using runner = openRunner({
    event: {
      name: 'workflow_run',
      payload: events.workflowRun({ headRepository: { id: 2, owner: { login: 'someone' } } }),
    },
    inputs: { token: 'ghs_job' },
    apiUrl: runs.url,
    extra: { GITHUB_SHA: SHAS.base, GITHUB_JOB: 'report', ...secrets },
  });
  const job = recordJob();
  const code = await main({
    environment: runner.environment,
    job,
    signal: new AbortController().signal,
    version: '0.0.0',
    patience: IMPATIENT,
    compare: () => Promise.reject(new Error('nothing may be measured here')),
  });
  return { code, job, body: [...runs.repository.comments.values()].map(({ body }) => body).join('\n') };
}

it('marks what a fork measured as the base judges it, and links to the dashboards that the base names', async () => {
  await using grafana = await startGrafana();
  const { code, job, body } = await report(grafana, { GRAFANA_TOKEN: TOKEN });
  expect(code).toBe(1);
  expect(grafana.annotations).toMatchObject([
    { time: STARTED, tags: ['plimsoll', 'verdict:fail', 'repo:octo/shop', 'pr:7'] },
  ]);
  expect(body).toContain(`](${grafana.url}/d/plimsoll?from=${STARTED}&to=`);
  expect(body).not.toContain('evil.example.com');
  expect(job.masked).toContain(TOKEN);
});

it('links alone where there is no secret', async () => {
  await using grafana = await startGrafana();
  const { code, body } = await report(grafana, {});
  expect(code).toBe(1);
  expect(body).toContain('In Grafana, over the time of the load');
  expect(grafana.annotations).toEqual([]);
  expect(grafana.refusals).toEqual([]);
});

it('keeps the verdict where Grafana refuses, and says why without the token', async () => {
  await using grafana = await startGrafana();
  const { code, job, body } = await report(grafana, { GRAFANA_TOKEN: 'glsa_expired_long_ago' });
  expect(code).toBe(1);
  expect(body.replaceAll('`', '').replaceAll(/ +/g, ' ')).toContain('it answered 401 (Invalid API key)');
  for (const text of [body, job.summary, ...job.log, ...job.annotations])
    expect(text).not.toContain('glsa_expired_long_ago');
});
