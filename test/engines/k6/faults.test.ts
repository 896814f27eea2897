import { readdirSync, readFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { describeScript } from '../../../src/engines/k6/describe.ts';
import { createK6Engine } from '../../../src/engines/k6/engine.ts';
import { createRecording, createWorkspace, dealLeg, drive, engineFor, startEcho } from './rig.ts';

const open = new AsyncDisposableStack();
afterAll(() => open.disposeAsync());

async function write(files: Readonly<Record<string, string>>): Promise<string> {
  return join(open.use(await createWorkspace(files)).path, Object.keys(files)[0] as string);
}

async function start(source: string, temporary?: string) {
  const script = await write({ 'load.js': source });
  const found = await engineFor(script);
  const engine = createK6Engine({
    binary: { path: found.binary, version: found.version },
    script,
    paths: [],
    origins: [],
    remoteImports: false,
    targetEnv: 'BASE_URL',
    scriptEnv: {},
    cwd: join(script, '..'),
    environment: { ...process.env, ...(temporary === undefined ? {} : { RUNNER_TEMP: temporary }) },
  });
  const echoes = [open.use(await startEcho()), open.use(await startEcho())];
  const recording = createRecording();
  const startAt = Date.now() + 800;
  return { run: drive({ engine, echoes, leg: dealLeg('faults'), startAt }, recording), recording, echoes };
}

test('a setup that throws on one side is the script’s fault, and the other side ends too', async () => {
  const { run } = await start(`
export function setup() { if (__ENV.PLIMSOLL_SIDE === 'head') throw new Error('no such shop'); }
export default function () {}`);
  const [base, head] = await run.ended;
  expect(base?.failure).toBeNull();
  expect(head?.failure?.kind).toBe('settings');
  expect(head?.failure?.message).toMatch(/threw an exception against head: .*no such shop.*load\.js:2/);
}, 30_000);

test('exec.test.abort() is told apart from our own stop', async () => {
  const { run } = await start(`
import exec from 'k6/execution';
export default function () { exec.test.abort('enough'); }`);
  const failures = (await run.ended).map(({ failure }) => failure).filter((failure) => failure !== null);
  expect(failures[0]?.kind).toBe('settings');
  expect(failures[0]?.message).toContain('aborted the test');
}, 30_000);

test('stop() ends requests in flight, all processes and the temporary folder', async () => {
  const temporary = open.use(await createWorkspace({ 'keep.txt': '' })).path;
  const { run, recording } = await start(
    `
import http from 'k6/http';
export default function () { http.get(__ENV.BASE_URL + '/hang'); }`,
    temporary,
  );
  // All virtual users hang, so arrivals are dropped and told.
  while (recording.droppedBy.includes(0)) await new Promise((r) => setTimeout(r, 20));
  expect(processesWith(temporary)).toHaveLength(2);
  const before = Date.now();
  await Promise.all([run.stop(), run.stop()]);
  expect(Date.now() - before).toBeLessThan(5000);
  expect(processesWith(temporary)).toEqual([]);
  expect(await readdir(temporary)).toEqual(['keep.txt']);
  expect((await run.ended).map(({ failure }) => failure)).toEqual([null, null]);
  expect(recording.endedIn.size).toBe(0);
}, 30_000);

test('a script that ignores the interrupt is ended by force', async () => {
  const { run, echoes } = await start(`
import http from 'k6/http';
import { sleep } from 'k6';
export default function () { http.get(__ENV.BASE_URL + '/'); }
export function teardown() { for (;;) sleep(1); }`);
  while (echoes.every(({ arrivals }) => arrivals.length === 0)) await new Promise((r) => setTimeout(r, 20));
  const before = Date.now();
  await run.stop();
  expect(Date.now() - before).toBeLessThan(5500);
}, 30_000);

test('a binary that cannot be started is a failure, not a hang', async () => {
  const script = await write({ 'load.js': 'export default function () {}' });
  const engine = createK6Engine({
    binary: { path: '/nowhere/k6', version: '2.2.0' },
    script,
    paths: [],
    origins: [],
    remoteImports: false,
    targetEnv: 'BASE_URL',
    scriptEnv: {},
    cwd: '/',
    environment: process.env,
  });
  const echoes = [open.use(await startEcho()), open.use(await startEcho())];
  const plan = { engine, echoes, leg: dealLeg('none'), startAt: Date.now() };
  const exits = await drive(plan, createRecording()).ended;
  expect(exits.map(({ failure }) => failure !== null)).toEqual([true, true]);
});

test.each([
  ['no function', { 'a.js': 'export const x = 1;' }, /exports no function that k6 could run/],
  ['only setup', { 'a.js': 'export function setup() {}' }, /exports no function that k6 could run/],
  ['wrong syntax', { 'a.js': 'const a = 1;\nexport default function ( {' }, /cannot read .*a\.js: .*Line 2/],
  ['an exception', { 'a.js': 'throw new Error("boom");\nexport default () => {};' }, /boom.*a\.js:1/],
  [
    'a missing module',
    { 'a.js': 'import "./b.js";\nexport default () => {};' },
    /"\.\/b\.js" couldn't be found/,
  ],
  [
    'a browser',
    {
      'a.js':
        'export const options = { scenarios: { ui: { executor: "shared-iterations", options: { browser: { type: "chromium" } } } } };\nexport default () => {};',
    },
    /scenario "ui" drives a browser/,
  ],
  [
    'outside control',
    {
      'a.js':
        'export const options = { scenarios: { x: { executor: "externally-controlled", vus: 1, duration: "1s" } } };\nexport default () => {};',
    },
    /externally-controlled/,
  ],
  [
    'a module from elsewhere',
    {
      'a.js': 'import { b } from "./b.js";\nexport default b;',
      'b.js': 'export { b } from "https://jslib.k6.io/b.js";',
    },
    /a\.js imports https:\/\/jslib\.k6\.io\/b\.js: code from another machine/,
  ],
  [
    'an origin of its own',
    { 'a.js': 'import http from "k6/http";\nexport default () => http.get("http://localhost:3000/");' },
    /sends its requests to http:\/\/localhost:3000, not to the versions under test/,
  ],
])('a script with %s is refused before any load', async (_, files, message) => {
  const engine = await engineFor(await write(files as unknown as Record<string, string>));
  await expect(engine.describe()).rejects.toMatchObject({
    kind: 'settings',
    message: expect.stringMatching(message),
    hint: expect.stringMatching(/\S/),
  });
});

test.each([
  ['k6/x/sql', /needs a k6 extension/],
  ['https://jslib.example/k6-utils.js', /imports https:\/\/jslib\.example.*`remote-imports: allow`/s],
])('case 71: a script that imports %s is refused before any load', async (module, says) => {
  const engine = await engineFor(
    await write({ 'a.js': `import x from '${module}';\nexport default () => {};` }),
  );
  const failure = await engine.describe().catch((error: Error & { hint: string }) => error);
  expect(failure).toMatchObject({ kind: 'settings' });
  expect('hint' in failure ? `${failure.message} ${failure.hint}` : '').toMatch(says);
});

test('a script that is not there is named', async () => {
  const setup = {
    binary: { path: 'k6', version: '2.2.0' },
    script: '/nowhere/load.js',
    paths: [],
    origins: [],
    remoteImports: false,
    targetEnv: 'BASE_URL',
    scriptEnv: {},
    cwd: '/',
    environment: {},
  };
  await expect(describeScript(setup)).rejects.toThrow('there is no script at /nowhere/load.js');
});

/** Processes whose command line holds a text. */
function processesWith(text: string): string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
      } catch {
        return '';
      }
    })
    .filter((command) => command.includes(text));
}
