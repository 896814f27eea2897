import { expect, test } from '@jest/globals';
import { main } from '../../src/action/main.ts';
import type { CapacityFinding } from '../../src/core/capacity/finding.ts';
import { judgeGrowth } from '../../src/core/growth/finding.ts';
import type { Result } from '../../src/core/result.ts';
import { writeZip } from '../../src/system/zip-writer.ts';
import type { StoredArtifact } from '../github/fake-artifacts.ts';
import { type FakeRuns, type FakeRunsOptions, type OpenPull, startRuns } from '../github/fake-runs.ts';
import { IMPATIENT } from '../github/impatient.ts';
import { capacityFinding, growthEvidence } from '../pipeline/stored-results.ts';
import { craftZip } from '../system/crafted-zip.ts';
import { events, SHAS } from './event-json.ts';
import { measureSynthetic } from './measured-result.ts';
import { type RecordedJob, recordJob } from './recorded-job.ts';
import { openRunner, type Step } from './runner.ts';

const FORK: OpenPull = { number: 7, head: 'someone:topic', sha: SHAS.head, headRepositoryId: 2 };
const FORK_RUN = { headRepository: { id: 2, owner: { login: 'someone' } } };
const NAME = 'plimsoll-load-31-1';
const BASE_RULES = 'margins: { p95: 10% }\n';
const UNCHANGED = Object.fromEntries(
  ['refs/heads/main', SHAS.base, SHAS.head].map((ref) => [ref, { 'plimsoll.yml': BASE_RULES }]),
);

interface Story extends FakeRunsOptions {
  readonly step?: Partial<Step>;
  /** Run before the report, on what jobs left. */
  readonly artifacts?: (runs: FakeRuns) => void;
}

interface Ending {
  readonly code: number;
  readonly job: RecordedJob;
  readonly runs: FakeRuns;
  readonly bodies: readonly string[];
}

/** Plays the reporting job of a fork's pull request, with everything real but GitHub. */
async function play(story: Story = {}): Promise<Ending> {
  await using runs = await startRuns({
    files: UNCHANGED,
    pulls: [FORK],
    ...story,
  });
  const put = story.artifacts ?? ((to: FakeRuns) => void add(to, packed(measureSynthetic())));
  put(runs);
  using runner = openRunner({
    event: { name: 'workflow_run', payload: events.workflowRun(FORK_RUN) },
    inputs: { token: 'ghs_job' },
    apiUrl: runs.url,
    extra: { GITHUB_SHA: SHAS.base, GITHUB_JOB: 'report' },
    ...story.step,
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
  return { code, job, runs, bodies: [...runs.repository.comments.values()].map(({ body }) => body) };
}

function packed(result: unknown, origin: Readonly<Record<string, unknown>> = {}): Buffer {
  const whole = { pullRequest: 7, headSha: SHAS.head, job: 'load', section: null, ...origin };
  return writeZip({
    'result.json': Buffer.from(JSON.stringify(result)),
    'origin.json': Buffer.from(JSON.stringify(whole)),
  });
}

const add = (runs: FakeRuns, zip: Buffer, more: Partial<StoredArtifact> = {}): StoredArtifact =>
  runs.artifacts.add({ name: NAME, zip, run: 31, headRepositoryId: 2, ...more });
const leaving =
  (zip: Buffer, more: Partial<StoredArtifact> = {}) =>
  (runs: FakeRuns): void =>
    void add(runs, zip, more);

const SLOW = { slowdown: 1.5 };

test('a fork’s measurement is judged anew, told on its pull request and set as a status of its commit', async () => {
  const { code, job, runs, bodies } = await play();
  expect({ code, annotations: job.annotations }).toEqual({ code: 0, annotations: [] });
  expect(job.outputs['verdict']).toBe('pass');
  expect(bodies).toEqual([expect.stringContaining('<!-- plimsoll:gate_2Freport run=31 attempt=1 -->')]);
  expect(bodies[0]).toMatch(/Measured by code that the pull request controls/);
  expect(runs.journal.map(({ line }) => line)).toContain('POST /repos/octo/shop/issues/7/comments');
  expect(runs.repository.statuses).toMatchObject([{ sha: SHAS.head, context: 'plimsoll', state: 'success' }]);
});

test('case 39: a verdict that comes with bad samples is not even read', async () => {
  const bad = measureSynthetic(SLOW);
  const forged: Result = { ...bad, judgement: { ...bad.judgement, verdict: 'pass', comparisons: [] } };
  const { code, job, runs, bodies } = await play({ artifacts: leaving(packed(forged)) });
  expect(code).toBe(1);
  expect(job.outputs['verdict']).toBe('fail');
  expect(bodies[0]).toContain('🔴');
  expect(runs.repository.statuses).toMatchObject([{ state: 'failure' }]);
});

test('case 39: shares that hide an endpoint, and a calendar without looks, change nothing', async () => {
  const bad = measureSynthetic(SLOW);
  const { observations, measurement } = bad;
  const forged: Result = {
    ...bad,
    measurement: { ...measurement, plannedLooks: [75], seed: 'lucky' },
    observations: {
      ...observations,
      endpoints: observations.endpoints.map((endpoint) => ({ ...endpoint, share: 0 })),
    },
  };
  expect((await play({ artifacts: leaving(packed(forged)) })).code).toBe(1);
});

test('case 40: a policy that the pull request loosens is shown, not obeyed', async () => {
  const { code, bodies } = await play({
    files: {
      'refs/heads/main': { 'plimsoll.yml': BASE_RULES },
      [SHAS.head]: { 'plimsoll.yml': 'margins: { p95: 1000%, p50: off }\n' },
    },
    artifacts: leaving(packed(measureSynthetic(SLOW))),
  });
  expect(code).toBe(1);
  expect(bodies[0]).toMatch(/plimsoll\.yml.*differs between base and head/);
  expect(bodies[0]).toMatch(/Policy changed in this pull request, not obeyed/);
  expect(bodies[0]?.replaceAll('`', '').replaceAll(/ +/g, ' ')).toMatch(/p95 10% → 1000%/);
});

test('case 40: other rules in the measuring job are shown, not obeyed', async () => {
  const bad = measureSynthetic(SLOW);
  const loose = { ...bad.policy, margins: { ...bad.policy.margins, run: { p95: 10, p50: null } } };
  const { code, bodies } = await play({ artifacts: leaving(packed({ ...bad, policy: loose })) });
  expect(code).toBe(1);
  expect(bodies[0]).toMatch(/The measuring job went by other rules, not obeyed/);
});

/** As a job with `capacity` and `growth` leaves it: its own word on both is that all is well. */
function beyondTheRate(): Result {
  const measured = measureSynthetic();
  const capacity = capacityFinding();
  const fine = { ...capacity.comparison, standing: 'held', head: capacity.comparison.base } as const;
  const { base, head, ...growth } = judgeGrowth(growthEvidence());
  return {
    ...measured,
    policy: { ...measured.policy, alpha: 0.0075 },
    capacity: { ...capacity, comparison: fine, alpha: 0.0025 },
    growth: { ...growth, base, head: { ...head, stall: null } },
  };
}
const ASKING = {
  'refs/heads/main': { 'plimsoll.yml': 'capacity: true\ngrowth: true\nexpected-rate: 50\n' },
  [SHAS.head]: { 'plimsoll.yml': 'capacity: true\ngrowth: true\nexpected-rate: 50\n' },
};

test('capacity and growth are found out again from what was measured of them', async () => {
  const { code, bodies } = await play({ files: ASKING, artifacts: leaving(packed(beyondTheRate())) });
  expect(code).toBe(1);
  const [body = ''] = bodies;
  expect(body).toContain('**🔴 Serves less: capacity −19.9');
  expect(body).toMatch(/Head serves 1,129 requests\/s where base serves 1,410: −19\.9.*Proven worse\./);
  expect(body).toContain("Growth: head stalls at 1.5× today's load of 50 iterations/s; base stood 3×.");
  expect(body).toContain('Tried again, it was the same.');
  expect(body).toMatch(/\| 1\.5× \| head \| 300\/s \| 210\/s \|/);
  expect(body).not.toContain('other rules');
});

test('a stall of head alone fails where nothing else does', async () => {
  const { capacity, ...growing } = beyondTheRate();
  const { code, bodies } = await play({ artifacts: leaving(packed(growing)) });
  expect(code).toBe(1);
  expect(bodies[0]).toContain("**🔴 Stalls at 1.5× today's load; base stood 3×.**");
});

test('capacity that was asked for and not measured is missed aloud', async () => {
  const { code, bodies } = await play({ files: ASKING });
  expect(code).toBe(0);
  expect(bodies[0]).toContain('The settings ask for capacity; the measurement holds none.');
});

test.each([
  ['more pairs than planned', (capacity: CapacityFinding) => ({ ...capacity, pairsMost: 3 })],
  ['a side longer than the other', (capacity: CapacityFinding) => spoilGoodput(capacity)],
  [
    'goodput below zero',
    (capacity: CapacityFinding) => ({ ...capacity, goodput: { base: [-1], head: [1] } }),
  ],
])('capacity with %s is no evidence', async (_, spoil) => {
  const result = { ...measureSynthetic(), capacity: spoil(capacityFinding()) };
  const { code, job } = await play({ artifacts: leaving(packed(result)) });
  expect(code).toBe(3);
  expect(job.annotations[0]).toMatch(/the result is not one that can be judged: capacity/);
});

const spoilGoodput = ({ goodput, ...rest }: CapacityFinding): CapacityFinding => ({
  ...rest,
  goodput: { ...goodput, head: goodput.head.slice(1) },
});

test('case 41: an endpoint that base’s rules name and nobody loaded any more is an error', async () => {
  const rules = "margins: { endpoints: { 'GET /search': { p95: 5% } } }\n";
  const files = { 'refs/heads/main': { 'plimsoll.yml': rules }, [SHAS.head]: { 'plimsoll.yml': rules } };
  const { code, bodies } = await play({ files });
  expect(code).toBe(2);
  expect(bodies[0]).toMatch(/the rules name an endpoint that no request went to[\s\S]*GET \/search/);
});

test('case 41: margins that are off ask for nothing', async () => {
  const rules = "margins: { endpoints: { 'GET /search': { p95: off } } }\n";
  const files = { 'refs/heads/main': { 'plimsoll.yml': rules }, [SHAS.head]: { 'plimsoll.yml': rules } };
  expect((await play({ files })).code).toBe(0);
});

test('case 35: an artifact that names another pull request is refused, and nobody else hears of it', async () => {
  const zip = packed(measureSynthetic(), { pullRequest: 1 });
  const { code, job, runs, bodies } = await play({ artifacts: leaving(zip) });
  expect(code).toBe(3);
  expect(job.annotations[0]).toMatch(/names another pull request: #1, expected #7/);
  expect(runs.journal.filter(({ line }) => line.includes('/issues/1/'))).toEqual([]);
  expect(bodies[0]).toMatch(/Could not measure[\s\S]*another pull request/);
});

test('case 35: an artifact of another commit is refused', async () => {
  const zip = packed(measureSynthetic(), { headSha: 'd'.repeat(40) });
  const { code, job } = await play({ artifacts: leaving(zip) });
  expect(code).toBe(3);
  expect(job.annotations[0]).toMatch(/names another commit: ddddddd, expected aaaaaaa/);
});

test('case 36: an artifact with a path upwards is rejected by name', async () => {
  const zip = craftZip([{ name: 'result.json' }, { name: '../../.bashrc' }]);
  const { code, job } = await play({ artifacts: leaving(zip) });
  expect(code).toBe(3);
  expect(job.annotations[0]).toMatch(/rejected: its entry "\.\.\/\.\.\/\.bashrc" leaves the folder/);
});

test('case 37: a bomb is refused in the report too', async () => {
  const zip = craftZip([{ name: 'result.json', content: Buffer.alloc(20_000_000) }]);
  const { code, job } = await play({ artifacts: leaving(zip) });
  expect(code).toBe(3);
  expect(job.annotations[0]).toMatch(/rejected: its entry "result\.json" unpacks to \d+ times its size/);
});

test('case 38: of two artifacts of one name none is believed', async () => {
  const { code, job } = await play({
    artifacts: (runs) => {
      add(runs, packed(measureSynthetic()));
      add(runs, packed(measureSynthetic(SLOW)));
    },
  });
  expect(code).toBe(3);
  expect(job.annotations[0]).toMatch(/two artifacts are named plimsoll-load-31-1 \(900 and 901\)/);
});

test('case 38: an artifact that is not what GitHub took in is refused', async () => {
  const digest = `sha256:${'0'.repeat(64)}`;
  const { code, job } = await play({ artifacts: leaving(packed(measureSynthetic()), { digest }) });
  expect(code).toBe(3);
  expect(job.annotations[0]).toMatch(/its digest is sha256:[0-9a-f]{64}, expected sha256:0{64}/);
});

test('case 42: an artifact of another repository is left aside with the reason', async () => {
  const { code, job } = await play({
    artifacts: (runs) => {
      add(runs, packed(measureSynthetic(SLOW)));
      add(runs, packed(measureSynthetic()), { headRepositoryId: 666 });
    },
  });
  expect(code).toBe(1);
  expect(job.annotations[0]).toMatch(/^warning: Artifact rejected: .*repository 666, the run from 2/);
});

test('case 42: a fork whose branch is called like ours is not taken for ours', async () => {
  const { code, job, bodies, runs } = await play({
    pulls: [{ ...FORK, head: 'someone:main', headRepositoryId: 3 }],
    step: {
      event: { name: 'workflow_run', payload: events.workflowRun({ ...FORK_RUN, headBranch: 'main' }) },
    },
  });
  expect({ code, bodies }).toEqual({ code: 0, bodies: [] });
  expect(job.annotations).toEqual([expect.stringMatching(/^notice: No comment: No open pull request/)]);
  expect(job.summary).toContain('🟢');
  expect(runs.repository.statuses).toMatchObject([{ sha: SHAS.head }]);
});

test('several pull requests with the commit that was measured get no comment', async () => {
  const { job, bodies } = await play({ pulls: [FORK, { ...FORK, number: 8 }] });
  expect(bodies).toEqual([]);
  expect(job.annotations[0]).toMatch(/2 open pull requests/);
});

test('the token stays with the API: the store is asked without it, and strangers not at all', async () => {
  const { runs } = await play();
  const asked = runs.journal.filter(({ line }) => /artifacts\/\d+\/zip|\/store\//.test(line));
  expect(asked).toEqual([
    { line: 'GET /repos/octo/shop/actions/artifacts/900/zip', authorization: 'Bearer ghs_job' },
    { line: 'GET /store/900', authorization: '' },
  ]);
  await using stranger = await startRuns();
  const { code, job } = await play({ storeOf: () => `${stranger.url}/store/900` });
  expect(code).toBe(3);
  expect(job.annotations[0]).toMatch(/GitHub keeps it at 127\.0\.0\.1:\d+, which is no host that we know/);
  expect(stranger.journal).toEqual([]);
});

test('a matrix is reported job by job in one comment, and the gravest counts', async () => {
  const { code, job, bodies, runs } = await play({
    artifacts: (to) => {
      add(to, packed(measureSynthetic(SLOW), { section: 'checkout' }), { name: 'plimsoll-load.a-31-1' });
      add(to, packed(measureSynthetic(), { section: 'search' }), { name: 'plimsoll-load.b-31-1' });
    },
  });
  expect(code).toBe(1);
  expect(job.outputs['verdict']).toBe('fail');
  expect(bodies).toHaveLength(1);
  expect(bodies[0]).toMatch(/checkout[\s\S]*search/);
  expect(runs.repository.statuses.map(({ context, state }) => `${context}: ${state}`).sort()).toEqual([
    'plimsoll / checkout: failure',
    'plimsoll / search: success',
  ]);
});

test('case 64: after a re-run of failed jobs each job counts with its last attempt', async () => {
  const { code } = await play({
    step: { event: { name: 'workflow_run', payload: events.workflowRun({ ...FORK_RUN, attempt: 2 }) } },
    artifacts: (to) => {
      add(to, packed(measureSynthetic(SLOW)));
      add(to, packed(measureSynthetic()), { name: 'plimsoll-load-31-2' });
    },
  });
  expect(code).toBe(0);
});

test('a second job of the same workflow reports with the pull request of its own event', async () => {
  const { code, bodies, runs } = await play({
    pulls: [],
    step: {
      event: { name: 'pull_request', payload: events.pullRequest() },
      inputs: { token: 'ghs_job', mode: 'report' },
    },
    artifacts: (to) =>
      void add(to, packed(measureSynthetic(SLOW)), {
        name: 'plimsoll-load-100-1',
        run: 100,
        headRepositoryId: 1,
      }),
  });
  expect(code).toBe(1);
  expect(bodies[0]).toContain('<!-- plimsoll:gate_2Freport run=100 attempt=1 -->');
  expect(bodies[0]).not.toContain('that the pull request controls');
  expect(runs.repository.statuses).toMatchObject([{ sha: SHAS.head, state: 'failure' }]);
});

test('a run that left nothing takes the old verdict away and says where to look', async () => {
  const { code, bodies, runs } = await play({ artifacts: () => undefined });
  expect(code).toBe(3);
  expect(bodies[0]).toMatch(
    /plimsoll:gate_2Freport run=31 [\s\S]*Could not measure[\s\S]*the run left no measurement/,
  );
  expect(runs.repository.statuses).toMatchObject([{ state: 'error' }]);
});

test.each([
  ['push', 'success'],
  ['pull_request', 'cancelled'],
])('a run on %s that ended %s is nothing to report on', async (source, conclusion) => {
  const payload = events.workflowRun({ ...FORK_RUN, source, conclusion });
  const { code, job, bodies } = await play({ step: { event: { name: 'workflow_run', payload } } });
  expect({ code, bodies, annotations: job.annotations }).toEqual({ code: 0, bodies: [], annotations: [] });
  expect(job.log).toEqual([expect.stringMatching(/^nothing to report/)]);
});

test('a token that may not read artifacts fails with the permission to add', async () => {
  const message = 'Resource not accessible by integration';
  const { code, job } = await play({
    refusals: { '/repos/octo/shop/actions/runs/31/artifacts': { status: 403, data: { message } } },
  });
  expect(code).toBe(2);
  expect(job.annotations[0]).toMatch(/artifacts of the run: 403[\s\S]*actions: read/);
});

test('rules that the token cannot see are not taken for rules that are not there', async () => {
  const { code, job } = await play({ files: {} });
  expect(code).toBe(2);
  expect(job.annotations[0]).toMatch(/plimsoll\.yml at refs\/heads\/main: 404[\s\S]*contents: read/);
});

test.each([
  ['numbers that overflow', (text: string) => text.replace('"windowsMost":75', '"windowsMost":1e400')],
  ['text for a number', (text: string) => text.replace(/"rate":70/, '"rate":"NaN"')],
  ['series of unequal length', (text: string) => text.replace(/"requests":\[60,/, '"requests":[')],
  ['negative latencies', (text: string) => text.replace(/"p50":\[/, '"p50":[-1,')],
  ['half of it', (text: string) => text.slice(0, text.length / 2)],
  ['no base beside head', (text: string) => text.replace('{', '{"against":{"kind":"stored"},')],
  ['another schema', (text: string) => text.replace('plimsoll.result/1', 'plimsoll.result/9')],
])('a result with %s is no evidence', async (_, spoil) => {
  const json = spoil(JSON.stringify(measureSynthetic()));
  const zip = writeZip({ 'result.json': Buffer.from(json) });
  const { code, job } = await play({ artifacts: leaving(zip) });
  expect(code).toBe(3);
  expect(job.annotations[0]).toMatch(/the result is not one that can be judged/);
});
