import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { main } from '../../src/action/main.ts';
import type { World } from '../../src/action/world.ts';
import { measurementFailure } from '../../src/core/failure.ts';
import type { Plan } from '../../src/core/plan.ts';
import type { Result } from '../../src/core/result.ts';
import { type EmulatedGitHub, emulateGitHub, JOB } from '../github/emulator.ts';
import { startFaultServer } from '../github/fault-server.ts';
import { IMPATIENT } from '../github/impatient.ts';
import { RESULTS } from '../report/results.ts';
import { events } from './event-json.ts';
import { type Change, checkOutPullRequest } from './pull-request.ts';
import { type RecordedJob, recordJob } from './recorded-job.ts';
import { openRunner, type Step } from './runner.ts';

const INPUTS = { script: 'load.js', start: 'npm start', token: JOB.token };

interface Story {
  readonly change?: Change;
  readonly step?: Partial<Step>;
  readonly event?: Parameters<typeof events.pullRequest>[0];
  readonly compare?: World['compare'];
  readonly signal?: AbortSignal;
}

interface Ending {
  readonly code: number;
  readonly job: RecordedJob;
  /** Null when nothing was measured. */
  readonly plan: Plan | null;
  readonly base: string;
}

/** Plays one step on a pull request, with everything real but the measurement. */
async function play(story: Story): Promise<Ending> {
  using checkout = checkOutPullRequest(story.change);
  const { base, head, merge, workspace } = checkout;
  using runner = openRunner({
    event: { name: 'pull_request', payload: events.pullRequest({ number: 1, base, head, ...story.event }) },
    inputs: INPUTS,
    workspace: workspace.path,
    extra: { GITHUB_REF: 'refs/pull/1/merge', GITHUB_SHA: merge, ...workspace.environment },
    ...story.step,
  });
  const job = recordJob();
  const compare = story.compare ?? (async () => resultOf('pass'));
  let plan: Plan | null = null;
  const code = await main({
    environment: runner.environment,
    job,
    signal: story.signal ?? new AbortController().signal,
    version: '0.0.0',
    patience: IMPATIENT,
    compare: (given, surroundings) => {
      plan = given;
      return compare(given, surroundings);
    },
  });
  const path = job.outputs['result-path'];
  if (path) expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({ schema: 'plimsoll.result/1' });
  return { code, job, plan, base };
}

function resultOf(name: string): Result {
  const build = RESULTS[name];
  if (build === undefined) throw new Error(`no result ${name}`);
  return build();
}

const on = (emulated: EmulatedGitHub): Partial<Step> => ({ apiUrl: emulated.apiUrl });
const bodies = async (emulated: EmulatedGitHub): Promise<string[]> =>
  (await emulated.comments()).map(({ body }) => body);

test.each([
  ['pass', 'pass', 0],
  ['fail-cpu', 'fail', 1],
  ['inconclusive', 'inconclusive', 0],
])('%s: comment, summary, outputs and exit code say the same', async (name, verdict, expected) => {
  await using emulated = await emulateGitHub();
  const { code, job } = await play({ step: on(emulated), compare: async () => resultOf(name) });
  const [body = '', ...more] = await bodies(emulated);
  expect(code).toBe(expected);
  expect(more).toEqual([]);
  expect(body.split('\n')[0]).toBe('<!-- plimsoll:gate_2Fload run=100 attempt=1 -->');
  expect(job.outputs).toMatchObject({ verdict, 'comment-body': body });
  expect(job.outputs['result-path']).toMatch(/plimsoll-result-.*\.json$/);
  const headline = body.split('\n').find((line) => line.startsWith('**')) ?? '';
  expect(headline).not.toBe('');
  expect(job.summary).toContain(headline);
  expect(job.annotations).toHaveLength(verdict === 'fail' ? 1 : 0);
});

test('inconclusive fails the job where the user says so', async () => {
  const { code } = await play({
    compare: async () => resultOf('inconclusive'),
    step: { inputs: { ...INPUTS, inconclusive: 'fail', comment: 'false' } },
  });
  expect(code).toBe(1);
});

test('head is compared with the commit that it was merged into, though the event is older', async () => {
  const { plan, base } = await play({
    event: { base: '1'.repeat(40) },
    step: { inputs: { ...INPUTS, comment: 'false' } },
  });
  expect(plan?.targets).toMatchObject({ kind: 'git', base });
});

test('case 40: rules come from base; what the pull request changes in them is told', async () => {
  await using emulated = await emulateGitHub();
  const { plan } = await play({
    step: on(emulated),
    change: {
      base: { 'plimsoll.yml': 'margins: { p95: 7% }\n' },
      head: { 'plimsoll.yml': 'margins: { p95: 900% }\n' },
    },
  });
  expect(plan?.policy.margins.run['p95']).toBeCloseTo(0.07);
  expect((await bodies(emulated))[0]).toMatch(/plimsoll\.yml.*differs/);
});

test('where nothing could be measured, the old verdict goes and the reason stands in its place', async () => {
  await using emulated = await emulateGitHub();
  await play({ step: { ...on(emulated), run: { id: 1 } }, compare: async () => resultOf('fail-cpu') });
  const { code, job } = await play({
    step: { ...on(emulated), run: { id: 2 } },
    compare: async () => {
      throw measurementFailure('base died\n![x](https://evil.example/i.png) @octo', 'Look at its log.');
    },
  });
  const [body = '', ...more] = await bodies(emulated);
  expect(code).toBe(3);
  expect(more).toEqual([]);
  expect(body).toContain('Could not measure');
  expect(body).toContain('- ` ![x](https://evil.example/i.png) @octo `');
  expect(body).toContain('Look at its log.');
  expect(body).not.toMatch(/🔴|regression/i);
  expect(job.summary).toContain('base died');
  expect(job.annotations).toEqual([
    expect.stringMatching(/^error: Could not measure: base died[\s\S]*Look at its log/),
  ]);
  expect(job.outputs).toMatchObject({ verdict: '', 'result-path': '', 'comment-body': body });
});

test('case 24: all that is wrong with the settings is told at once, in the comment too', async () => {
  await using emulated = await emulateGitHub();
  const inputs = { ...INPUTS, budget: 'long', rate: '-1' };
  const { code, plan } = await play({ step: { ...on(emulated), inputs } });
  expect(code).toBe(2);
  expect(plan).toBeNull();
  const [body = ''] = await bodies(emulated);
  expect(body).toContain('budget');
  expect(body).toContain('rate');
});

test('a mistake of our own is no verdict either', async () => {
  const { code, job } = await play({
    step: { inputs: { ...INPUTS, comment: 'false' } },
    compare: async () => {
      throw new TypeError('x is not a function');
    },
  });
  expect(code).toBe(3);
  expect(job.annotations[0]).toContain('x is not a function');
});

test('case 68: a cancelled run says so and waits for nobody', async () => {
  await using emulated = await emulateGitHub();
  const controller = new AbortController();
  const started = Date.now();
  const { code, job } = await play({
    step: on(emulated),
    signal: controller.signal,
    compare: async (_, { signal }) => {
      setTimeout(() => controller.abort(new Error('received SIGINT')), 50);
      await new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
      throw new Error('not reached');
    },
  });
  expect(code).toBe(3);
  expect((await bodies(emulated))[0]).toContain('Cancelled');
  expect(job.outputs['verdict']).toBe('');
  expect(Date.now() - started).toBeLessThan(6000);
});

test('case 30: what the token may not do changes no verdict', async () => {
  const message = 'Resource not accessible by integration';
  await using server = await startFaultServer({
    faults: ({ method }) => (method === 'POST' ? { kind: 'status', status: 403, message } : null),
  });
  const { code, job } = await play({ step: { apiUrl: server.url } });
  expect(code).toBe(0);
  expect(job.annotations).toEqual([expect.stringMatching(/^warning: No comment: .*pull-requests: write/)]);
  expect(job.summary).toContain('No comment was written');
  expect(job.outputs['verdict']).toBe('pass');
});

test('case 29: a fork gets a notice, for nothing is wrong with its workflow', async () => {
  await using server = await startFaultServer({
    faults: ({ method }) => (method === 'POST' ? { kind: 'status', status: 403 } : null),
  });
  const { code, job } = await play({
    step: { apiUrl: server.url },
    event: { headRepo: 'someone/shop' },
    compare: async () => resultOf('fail-cpu'),
  });
  expect(code).toBe(1);
  expect(job.annotations).toEqual([
    expect.stringMatching(/^error: Load test failed: /),
    expect.stringMatching(/^notice: No comment: .*forks/),
  ]);
});

test('case 28: a token that got into a report stays out of the comment', async () => {
  await using emulated = await emulateGitHub();
  const { job } = await play({
    step: on(emulated),
    compare: async () => {
      throw measurementFailure(`login with ${JOB.token} failed`, 'Check it.');
    },
  });
  expect((await bodies(emulated))[0]).not.toContain(JOB.token);
  expect(job.masked).toEqual([JOB.token]);
});

test.each([
  ['push', events.push({ branch: 'topic' })],
  ['merge_group', events.mergeGroup()],
])('case 63: %s has no comment and does not need one', async (name, payload) => {
  const { code, job } = await play({
    step: { event: { name, payload }, inputs: { ...INPUTS, base: 'main' } },
  });
  expect(code).toBe(0);
  expect(job.annotations).toEqual([]);
});

test('an event without a base asks for one', async () => {
  const { code, job } = await play({ step: { event: { name: 'issue_comment', payload: {} } } });
  expect(code).toBe(2);
  expect(job.annotations[0]).toMatch(/issue_comment names no base[\s\S]*input `base`/);
});
