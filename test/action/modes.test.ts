import { expect, test } from '@jest/globals';
import { main } from '../../src/action/main.ts';
import type { World } from '../../src/action/world.ts';
import { type FakeRuns, startRuns } from '../github/fake-runs.ts';
import { IMPATIENT } from '../github/impatient.ts';
import { events, SHAS } from './event-json.ts';
import { measureSynthetic } from './measured-result.ts';
import { checkOutPullRequest } from './pull-request.ts';
import { type RecordedJob, recordJob } from './recorded-job.ts';
import { openRunner, type Step } from './runner.ts';

const LOAD = { script: 'load.js', start: 'npm start', token: 'ghs_job' };
const pullRequest = (change: Parameters<typeof events.pullRequest>[0] = {}) => ({
  name: 'pull_request',
  payload: events.pullRequest(change),
});
const FORK = pullRequest({ headRepo: 'someone/shop' });
const MERGE_REF = { GITHUB_REF: 'refs/heads/main', GITHUB_SHA: SHAS.head };

interface Story {
  readonly event: Step['event'];
  readonly inputs?: Readonly<Record<string, string>>;
  readonly extra?: Readonly<Record<string, string>>;
  readonly world?: Partial<World>;
  readonly runs?: FakeRuns;
  readonly files?: Readonly<Record<string, string>>;
}

interface Ending {
  readonly code: number;
  readonly job: RecordedJob;
  readonly measured: boolean;
}

/** Plays a step in a real checkout, with everything real but the measurement. */
async function play({
  event,
  inputs = {},
  extra = {},
  world = {},
  runs,
  files = {},
}: Story): Promise<Ending> {
  using checkout = checkOutPullRequest({ base: files });
  const { workspace } = checkout;
  using runner = openRunner({
    event,
    inputs: { ...LOAD, base: 'main', ...inputs },
    workspace: workspace.path,
    extra: { ...workspace.environment, ...extra, ...runs?.artifacts.environment(runs.url) },
    ...(runs === undefined ? {} : { apiUrl: runs.url }),
  });
  const job = recordJob();
  let measured = false;
  const code = await main({
    environment: runner.environment,
    job,
    signal: new AbortController().signal,
    version: '0.0.0',
    patience: IMPATIENT,
    compare: async () => {
      measured = true;
      return measureSynthetic();
    },
    ...world,
  });
  return { code, job, measured };
}

const NO_OUTPUTS = {
  ...{ verdict: '', 'comment-body': '' },
  ...{ 'result-path': '', 'report-path': '', 'report-url': '' },
};

test('measure keeps its result as an artifact and needs no right to write; report takes it from there', async () => {
  await using runs = await startRuns({ files: { 'refs/heads/main': {}, [SHAS.head]: {} } });
  const { code, job } = await play({ event: pullRequest(), inputs: { mode: 'measure' }, runs });
  expect({ code, annotations: job.annotations }).toEqual({ code: 0, annotations: [] });
  expect(job.summary).toContain('🟢');
  expect(runs.artifacts.stored.map(({ name }) => name)).toEqual([
    'plimsoll-load-100-1',
    'plimsoll-load-100-1.html',
  ]);
  // It asked whose artifact it is, and wrote nothing else.
  expect(runs.journal.filter(({ line }) => line.includes('/repos/'))).toEqual([]);

  const reported = await play({
    event: pullRequest(),
    inputs: { mode: 'report', script: '', start: '' },
    runs,
  });
  expect({ code: reported.code, measured: reported.measured }).toEqual({ code: 0, measured: false });
  expect([...runs.repository.comments.values()].map(({ body }) => body)).toEqual([
    reported.job.outputs['comment-body'],
  ]);
  const url = 'https://github.com/octo/shop/actions/runs/100/artifacts/901';
  expect(job.outputs['report-url']).toBe(url);
  expect(job.summary).toContain(`[Full report](${url})`);
  expect(runs.repository.statuses).toMatchObject([{ state: 'success' }]);
});

test('jobs of a matrix keep artifacts of their own', async () => {
  await using runs = await startRuns();
  for (const section of ['{"service":"cart"}', '{"service":"search"}']) {
    await play({ event: pullRequest(), inputs: { mode: 'measure', section }, runs });
  }
  expect(new Set(runs.artifacts.stored.map(({ name }) => name)).size).toBe(4);
});

test('the report with plots can be left where it is', async () => {
  await using runs = await startRuns();
  const inputs = { mode: 'measure', 'keep-report': 'false', html: 'out.html', junit: 'out.xml' };
  const { job } = await play({ event: pullRequest(), inputs, runs });
  expect(runs.artifacts.stored.map(({ name }) => name)).toEqual(['plimsoll-load-100-1']);
  expect(job.outputs['report-url']).toBe('');
  expect(job.outputs['report-path']).toMatch(/\/out\.html$/);
  expect(job.summary).not.toContain('Full report');
});

test('what stands in the way of an artifact is told with the way around it, and breaks no verdict', async () => {
  await using runs = await startRuns();
  runs.artifacts.add({ name: 'plimsoll-load-100-1', zip: Buffer.from('an earlier one') });
  const taken = await play({ event: pullRequest(), inputs: { mode: 'measure' }, runs });
  expect(taken.code).toBe(0);
  expect(taken.job.annotations).toEqual([
    expect.stringMatching(/^warning: No artifact: .*409.*already exists.*result-path.*plimsoll-load-100-1/),
  ]);
  const nowhere = await play({ event: pullRequest(), inputs: { mode: 'measure' } });
  expect(nowhere.code).toBe(0);
  expect(nowhere.job.annotations).toEqual([
    expect.stringMatching(/^warning: No artifact: .*Enterprise Server/),
  ]);
});

test('case 65: GitHub Enterprise Server is not asked for artifacts that it cannot keep', async () => {
  await using runs = await startRuns();
  const extra = { GITHUB_SERVER_URL: 'https://github.example.com' };
  const { code, job } = await play({ event: pullRequest(), inputs: { mode: 'measure' }, runs, extra });
  expect(code).toBe(0);
  expect(job.annotations).toEqual([expect.stringMatching(/^warning: No artifact: .*Enterprise Server/)]);
  expect(runs.journal).toEqual([]);
});

test('case 29: a fork is measured, its report in the summary, with one notice that links the two workflows', async () => {
  await using runs = await startRuns();
  const { code, job } = await play({
    event: FORK,
    runs,
    world: { compare: async () => measureSynthetic({ slowdown: 1.5 }) },
  });
  expect(code).toBe(1);
  expect(job.annotations.filter((line) => !line.startsWith('error: '))).toEqual([
    expect.stringMatching(/^notice: No comment: .*two workflows: https:.*docs\/setups\/forks\.md/),
  ]);
  expect(job.summary).toContain('🔴');
  expect(runs.artifacts.stored).toHaveLength(2);
  expect([...runs.repository.comments]).toEqual([]);
});

test('case 31: a pull request of Dependabot’s is treated as from a fork', async () => {
  const { code, job } = await play({ event: pullRequest(), extra: { GITHUB_ACTOR: 'dependabot[bot]' } });
  expect(code).toBe(0);
  expect(job.annotations).toEqual([expect.stringMatching(/^notice: No comment: .*Dependabot/)]);
  expect(job.summary).toContain('🟢');
});

test('case 33: pull_request_target is refused before anything runs, with the page on two workflows', async () => {
  const event = { name: 'pull_request_target', payload: events.pullRequest() };
  const { code, job, measured } = await play({
    event,
    extra: { GITHUB_ACTION_REPOSITORY: 'plimsoll/plimsoll', GITHUB_ACTION_REF: 'v1' },
  });
  expect({ code, measured }).toEqual({ code: 2, measured: false });
  expect(job.annotations[0]).toMatch(
    /https:\/\/github\.com\/plimsoll\/plimsoll\/blob\/v1\/docs\/setups\/forks\.md/,
  );
});

const ID_TOKEN = { ACTIONS_ID_TOKEN_REQUEST_URL: 'https://pipelines.example/token' };

test('case 34: a right to sign in elsewhere beside code of a pull request is warned of', async () => {
  const { code, job, measured } = await play({
    event: pullRequest(),
    inputs: { comment: 'false' },
    extra: ID_TOKEN,
  });
  expect({ code, measured }).toEqual({ code: 0, measured: true });
  expect(job.annotations).toEqual([expect.stringMatching(/^warning: Too many rights: .*id-token: write/)]);
});

test('case 34: with strict it is an error, told with everything else that is wrong', async () => {
  const inputs = { comment: 'false', strict: 'true', budget: 'long' };
  const { code, job, measured } = await play({ event: pullRequest(), inputs, extra: ID_TOKEN });
  expect({ code, measured }).toEqual({ code: 2, measured: false });
  expect(job.annotations[0]).toMatch(/2 problems[\s\S]*budget[\s\S]*permissions: received id-token: write/);
});

test('case 34: on a push nobody else’s code runs, and the right is nobody else’s business', async () => {
  const event = { name: 'push', payload: events.push({ branch: 'topic' }) };
  expect((await play({ event, extra: ID_TOKEN })).job.annotations).toEqual([]);
});

test('case 24: an unknown mode and all else that is wrong come at once, before anything runs', async () => {
  const { code, job, measured } = await play({
    event: pullRequest(),
    inputs: { comment: 'false', mode: 'mesure', budget: 'long', scirpt: 'x.js' },
  });
  expect({ code, measured }).toEqual({ code: 2, measured: false });
  expect(job.annotations[0]).toMatch(/3 problems/);
  expect(job.annotations[0]).toMatch(/input mode: received "mesure", expected one of auto, measure/);
  expect(job.annotations[0]).toMatch(/input scirpt: .*did you mean script/);
});

test.each([
  [
    'case 45: record on a pull request',
    'record',
    pullRequest(),
    /received record on pull_request, expected a push to the default branch/,
  ],
  [
    'case 45: record on another branch',
    'record',
    { name: 'push', payload: events.push({ branch: 'topic' }) },
    /record on a push to topic/,
  ],
  [
    'case 45: record on a merge group',
    'record',
    { name: 'merge_group', payload: events.mergeGroup() },
    /record on merge_group/,
  ],
  [
    'case 33: all on the end of another workflow',
    'all',
    { name: 'workflow_run', payload: events.workflowRun() },
    /all on workflow_run, expected report/,
  ],
  [
    'case 33: measure on the end of another workflow',
    'measure',
    { name: 'workflow_run', payload: events.workflowRun() },
    /without the rights of this one/,
  ],
  [
    'case 24: report on a push',
    'report',
    { name: 'push', payload: events.push({ branch: 'topic' }) },
    /report on a push to topic/,
  ],
])('%s is refused, with the other problems', async (_, mode, event, says) => {
  const { code, job, measured } = await play({ event, inputs: { comment: 'false', mode, rate: '-1' } });
  expect({ code, measured }).toEqual({ code: 2, measured: false });
  expect(job.annotations[0]).toMatch(says);
  expect(job.annotations[0]).toMatch(/2 problems[\s\S]*input rate/);
});

test.each([
  ['record', { name: 'push', payload: events.push({ branch: 'main' }) }],
  [
    'doctor',
    { name: 'schedule', payload: { repository: { full_name: 'octo/shop', default_branch: 'main' } } },
  ],
] as const)('%s is what its event asks for, with the settings of the checkout', async (errand, event) => {
  const { code, job, measured } = await play({
    event,
    extra: MERGE_REF,
    files: { 'plimsoll.yml': 'rate: 77\n' },
    world: {
      [errand]: async (plan: { rate: number }) => ({ text: `rate ${plan.rate}`, summary: '# kept', code: 0 }),
    },
  });
  expect({ code, measured, annotations: job.annotations }).toEqual({
    code: 0,
    measured: false,
    annotations: [],
  });
  expect(job.log).toContain('rate 77');
  expect(job.summary).toBe('# kept\n');
  expect(job.outputs).toEqual(NO_OUTPUTS);
});

test('case 63: a merge group is compared with its own base and gets no comment', async () => {
  await using runs = await startRuns();
  const { code, job } = await play({
    event: { name: 'merge_group', payload: events.mergeGroup() },
    inputs: { status: 'true' },
    runs,
  });
  expect({ code, annotations: job.annotations }).toEqual({ code: 0, annotations: [] });
  expect(runs.repository.statuses).toMatchObject([{ sha: SHAS.head }]);
  expect([...runs.repository.comments]).toEqual([]);
});

test('case 28: a value of env that a service repeats is in nothing that is kept or told', async () => {
  const secret = 'p4ss/wörd+"quoted"';
  await using runs = await startRuns();
  const { job } = await play({
    event: pullRequest(),
    inputs: { mode: 'measure', env: `PASSWORD=${secret}` },
    runs,
    world: {
      compare: async () => {
        const result = measureSynthetic({ endpoints: ['GET /', `GET /?p=${encodeURIComponent(secret)}`] });
        return { ...result, notes: [`login with ${secret} or ${Buffer.from(secret).toString('base64')}`] };
      },
    },
  });
  const { readZip } = await import('../../src/system/zip-reader.ts');
  const zip = runs.artifacts.stored[0]?.zip ?? Buffer.alloc(0);
  const files = readZip(zip, { names: ['result.json', 'origin.json'], entries: 2, bytes: 1e7, ratio: 100 });
  const texts = [...files.values()].map(String).join();
  for (const form of [
    secret,
    encodeURIComponent(secret),
    JSON.stringify(secret).slice(1, -1),
    Buffer.from(secret).toString('base64'),
  ]) {
    expect(texts).not.toContain(form);
    expect(job.summary).not.toContain(form);
  }
  expect(texts).toContain('***');
});
