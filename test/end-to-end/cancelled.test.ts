import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { availableParallelism, loadavg } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readProcess } from '../../src/system/process-table.ts';
import { events } from '../action/event-json.ts';
import { type CheckedOut, checkOutPullRequest } from '../action/pull-request.ts';
import { openRunner, type Runner } from '../action/runner.ts';
import { emulateGitHub, JOB } from '../github/emulator.ts';
import { buildBundle, type FreshBundle } from './fresh-bundle.ts';
import { LOAD } from './service-under-test.ts';

let bundle: FreshBundle;
beforeAll(() => {
  bundle = buildBundle();
}, 120_000);
afterAll(() => bundle[Symbol.dispose]());

/** Forks, lets the child lead a session of its own, and ends itself; the child ignores what it can and serves. */
const DAEMON = `
import { spawn } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import { createServer } from 'node:http';
for (const name of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(name, () => {});
if (process.argv[2] === 'child') {
  createServer((request, response) => response.end('ok')).listen(Number(process.env.PORT), '127.0.0.1');
  appendFileSync(process.env.LIST, process.pid + ' ' + process.env.PORT + '\\n');
} else {
  spawn(process.execPath, [import.meta.filename, 'child'], { detached: true, stdio: 'ignore' }).unref();
  process.exit(0);
}
`;

/** GitHub sends SIGINT, after 7.5 s SIGTERM, after 2.5 s more SIGKILL. */
const [INTERRUPTED_MS, TERMINATED_MS] = [7500, 2500];

/** A machine with several times the work that it has cores for is slow with everything: its clock says little about us. */
const slowness = (): number => Math.max(1, (loadavg()[0] ?? 0) / availableParallelism() / 2);

interface Scene extends Disposable {
  readonly checkout: CheckedOut;
  readonly runner: Runner;
  /** Processes and ports of the service that came up. */
  listed(): readonly (readonly [pid: number, port: number])[];
}

function openScene(apiUrl: string): Scene {
  const checkout = checkOutPullRequest({ base: { 'server.mjs': DAEMON, 'load.js': LOAD } });
  const { base, head, merge, workspace } = checkout;
  const list = `${workspace.environment['HOME']}/list`;
  const runner = openRunner({
    event: { name: 'pull_request', payload: events.pullRequest({ number: 1, base, head }) },
    inputs: {
      script: 'load.js',
      start: `${process.execPath} server.mjs`,
      env: `LIST=${list}`,
      rate: '40',
      'k6-path': process.env['PLIMSOLL_K6'] ?? '',
      token: JOB.token,
    },
    workspace: workspace.path,
    apiUrl,
    extra: { GITHUB_REF: 'refs/pull/1/merge', GITHUB_SHA: merge },
  });
  return {
    checkout,
    runner,
    listed: () =>
      readFileSync(list, 'utf8')
        .trim()
        .split('\n')
        .map((line) => line.split(' ').map(Number) as [number, number]),
    [Symbol.dispose]() {
      runner[Symbol.dispose]();
      checkout[Symbol.dispose]();
    },
  };
}

async function untilLoadRuns(step: ReturnType<Runner['start']>): Promise<void> {
  while (!step.log().includes('load began')) {
    if (await Promise.race([step.ended.then(() => true), sleep(50, false)])) throw new Error(step.log());
  }
}

const isAlive = (pid: number): boolean => readProcess(pid)?.ended === false;

/** Programs below a process, by name. */
function k6Below(parent: number): number[] {
  return readdirSync('/proc').flatMap((name) => {
    const entry = /^\d+$/.test(name) ? readProcess(Number(name)) : null;
    if (entry === null || entry.ended || entry.parent !== parent) return [];
    return readFileSync(`/proc/${name}/cmdline`, 'utf8').includes('k6') ? [entry.pid] : [];
  });
}

async function expectGone({ checkout, runner, listed }: Scene): Promise<void> {
  expect(listed().length).toBeGreaterThanOrEqual(2);
  expect(listed().filter(([pid]) => isAlive(pid))).toEqual([]);
  for (const [, port] of listed()) {
    const server = createServer();
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, '127.0.0.1', resolve);
    });
    server.close();
  }
  expect(checkout.workspace.git('worktree', 'list').split('\n')).toHaveLength(1);
  expect(readdirSync(runner.environment['RUNNER_TEMP'] as string)).toEqual(['_runner_file_commands']);
}

test('case 68: cancelled in mid-test, all is gone and told before GitHub loses patience', async () => {
  await using emulated = await emulateGitHub();
  using scene = openScene(emulated.apiUrl);
  const step = scene.runner.start(bundle.main);
  await untilLoadRuns(step);
  const asked = performance.now();
  step.signal('SIGINT');
  const { code } = await step.ended;
  const took = performance.now() - asked;
  expect(took).toBeLessThan(INTERRUPTED_MS * slowness());
  expect(code).toBe(3);
  await expectGone(scene);
  const [comment, ...others] = await emulated.comments();
  expect(others).toEqual([]);
  expect(comment?.body).toMatch(/Cancelled.*before there was a verdict\. Nothing was compared/);
  expect(scene.runner.outputs()).toMatchObject({ verdict: '', 'result-path': '' });

  const post = await scene.runner.startPost(bundle.post).ended;
  expect(post).toEqual({ code: 0, log: '' });
}, 120_000);

test('case 68: killed in mid-test, what is left goes in the post step', async () => {
  await using emulated = await emulateGitHub();
  using scene = openScene(emulated.apiUrl);
  const step = scene.runner.start(bundle.main);
  await untilLoadRuns(step);
  const generators = k6Below(step.pid);
  expect(generators).toHaveLength(2);
  step.signal('SIGKILL');
  await step.ended;
  expect(scene.listed().filter(([pid]) => isAlive(pid)).length).toBeGreaterThanOrEqual(2);

  const asked = performance.now();
  const post = await scene.runner.startPost(bundle.post).ended;
  expect(performance.now() - asked).toBeLessThan(TERMINATED_MS * slowness());
  expect(post).toEqual({ code: 0, log: '' });
  expect(generators.filter(isAlive)).toEqual([]);
  await expectGone(scene);
}, 120_000);

test.each(['1', '', 'PLIMSOLL', '0'.repeat(24), `${process.pid}`])(
  'case 19: a forged state (%j) makes the post step end nobody',
  async (mark) => {
    const bystander: ChildProcess = spawn('sleep', ['60'], {
      env: { PLIMSOLL_RUN: '1'.repeat(24) },
      stdio: 'ignore',
    });
    using runner = openRunner({ event: { name: 'push', payload: {} } });
    const own = {
      ...runner.environment,
      STATE_mark: mark,
      STATE_workspace: runner.environment['HOME'] ?? '',
    };
    const post = spawn(process.execPath, [bundle.post], { env: own, stdio: 'ignore' });
    const code = await new Promise((resolve) => post.once('close', resolve));
    expect(code).toBe(0);
    expect(bystander.exitCode ?? bystander.signalCode).toBeNull();
    expect(isAlive(1)).toBe(true);
    bystander.kill();
  },
);
