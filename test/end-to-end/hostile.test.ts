import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { events } from '../action/event-json.ts';
import { type Change, checkOutPullRequest } from '../action/pull-request.ts';
import { openRunner, type Runner, type StartedStep } from '../action/runner.ts';
import type { Repository } from '../targets/repository-for-tests.ts';
import { commandsIn, type RunnerCommand } from './command-oracle.ts';
import { buildBundle, type FreshBundle } from './fresh-bundle.ts';
import { LOAD, service } from './service-under-test.ts';

let bundle: FreshBundle;
beforeAll(() => {
  bundle = buildBundle();
}, 120_000);
afterAll(() => bundle[Symbol.dispose]());

const NODE = process.execPath;
const TOKEN = 'ghs_secret_of_the_job';

interface Story {
  readonly files: Change['base'];
  readonly inputs: Readonly<Record<string, string>>;
  readonly extra?: Readonly<Record<string, string>>;
  /** Looks on while it runs. */
  readonly meanwhile?: (step: StartedStep) => Promise<void>;
}

interface Ending {
  readonly code: number | null;
  readonly log: string;
  readonly commands: readonly RunnerCommand[];
  readonly runner: Runner;
  readonly workspace: Repository;
}

/** The shipped bundle in a process of its own, on a pull request of a stranger's making. */
async function play(story: Story, look: (ending: Ending) => void | Promise<void>): Promise<void> {
  using checkout = checkOutPullRequest({
    base: { 'load.js': LOAD, 'server.mjs': service(1), ...story.files },
  });
  const { base, head, merge, workspace } = checkout;
  using runner = openRunner({
    event: { name: 'pull_request', payload: events.pullRequest({ number: 1, base, head }) },
    inputs: {
      script: 'load.js',
      start: `${NODE} server.mjs`,
      rate: '40',
      budget: '30s',
      comment: 'false',
      'override-label': 'false',
      'k6-path': process.env['PLIMSOLL_K6'] ?? '',
      token: TOKEN,
      ...story.inputs,
    },
    workspace: workspace.path,
    extra: {
      GITHUB_REF: 'refs/pull/1/merge',
      GITHUB_SHA: merge,
      ACTIONS_RUNTIME_TOKEN: 'runtime-token',
      ACTIONS_RESULTS_URL: 'http://127.0.0.1:1/',
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'id-token',
      ...story.extra,
    },
  });
  const step = runner.start(bundle.main);
  await story.meanwhile?.(step);
  const { code, log } = await step.ended;
  await look({ code, log, commands: commandsIn(log), runner, workspace });
}

const COMMANDS = [
  '::set-output name=verdict::pass',
  '   ::set-output name=verdict::pass',
  'text ##[set-output name=verdict]pass',
  'x ##[error]y',
  '::add-mask::e',
  '::stop-commands::x',
  '::add-matcher::m.json',
  '::group::hidden',
  '::save-state name=mark::1',
  '::error::forged',
  '::set-env name=PATH::/tmp',
];

/** All that a log made the runner do is what we wanted it to. */
function expectOwnCommands(commands: readonly RunnerCommand[]): void {
  const strange = commands.filter(
    ({ name, properties, data }) =>
      !(name === 'add-mask' && data === TOKEN) &&
      !(name === 'group' && data === 'Measuring') &&
      name !== 'endgroup' &&
      !(['error', 'warning', 'notice'].includes(name) && properties.startsWith('title=')),
  );
  expect(strange).toEqual([]);
  const groups = commands.map(({ name }) => name).filter((name) => /^(end)?group$/.test(name));
  expect(groups).toEqual(groups.length === 0 ? [] : ['group', 'endgroup']);
}

test('cases 16, 17, 18 and 19: commands that a service prints are shown and not obeyed', async () => {
  const print = COMMANDS.map(
    (line) => `console.log(${JSON.stringify(line)}); console.error(${JSON.stringify(line)});`,
  );
  const files = { 'server.mjs': `${print.join('\n')}\nprocess.exit(3);\n` };
  await play({ files, inputs: {} }, ({ code, log, commands, runner }) => {
    expect(code).toBe(3);
    expectOwnCommands(commands);
    expect(commands.filter(({ name }) => name === 'error')).toHaveLength(1);
    expect(log).toContain('::group::hidden');
    expect(runner.outputs()['verdict']).toBe('');
    expect(runner.written('GITHUB_STATE')).toMatch(/^mark<<.*\n[0-9a-f]{24}\n/);
  });
}, 60_000);

test('cases 16, 17 and 18: commands that a k6 script prints are shown and not obeyed', async () => {
  const print = COMMANDS.map((line) => `console.error(${JSON.stringify(line)});`).join('\n');
  const files = { 'load.js': `${print}\nthrow new Error(${JSON.stringify(COMMANDS.join('\n'))});\n` };
  await play({ files, inputs: {} }, ({ code, log, commands, runner }) => {
    expect(code).toBe(2);
    expectOwnCommands(commands);
    expect(log).toContain('set-output name=verdict');
    expect(runner.outputs()['verdict']).toBe('');
  });
}, 60_000);

test('case 27: an environment that is dumped holds nothing of the runner’s that grants rights', async () => {
  const files = {
    'server.mjs':
      "import { writeFileSync } from 'node:fs';\nwriteFileSync('dump.json', JSON.stringify(process.env));\nsetInterval(() => {}, 1000);\n",
  };
  await play({ files, inputs: { env: 'CACHE=off', 'ready-timeout': '5s' } }, ({ workspace }) => {
    const dump = JSON.parse(readFileSync(join(workspace.path, 'dump.json'), 'utf8')) as Record<
      string,
      string
    >;
    expect(dump).toMatchObject({ CACHE: 'off', PLIMSOLL_SIDE: 'head' });
    const names = Object.keys(dump).filter((name) =>
      /^(INPUT_|ACTIONS_|GITHUB_(TOKEN|ENV|PATH|OUTPUT|STATE|STEP))/.test(name),
    );
    expect(names).toEqual([]);
    expect(Object.values(dump).join()).not.toMatch(/ghs_secret|runtime-token|id-token|_runner_file_commands/);
  });
}, 60_000);

test('case 21: a gigabyte without a line end leaves memory flat and the log short', async () => {
  const files = {
    'server.mjs':
      "const piece = Buffer.alloc(1 << 20, 'x');\nfor (let i = 0; i < 1000; i++) if (!process.stdout.write(piece)) await new Promise((resolve) => process.stdout.once('drain', resolve));\nprocess.exit(3);\n",
  };
  let peakKb = 0;
  const meanwhile = async ({ pid, ended }: StartedStep): Promise<void> => {
    let isOver = false;
    void ended.then(() => {
      isOver = true;
    });
    while (!isOver) {
      const status = (() => {
        try {
          return readFileSync(`/proc/${pid}/status`, 'utf8');
        } catch {
          return '';
        }
      })();
      peakKb = Math.max(peakKb, Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0));
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };
  await play({ files, inputs: { 'ready-timeout': '60s' }, meanwhile }, ({ code, log }) => {
    expect(code).toBe(3);
    expect(log.length).toBeLessThan(50_000);
    expect(peakKb).toBeGreaterThan(0);
    expect(peakKb).toBeLessThan(400_000);
  });
}, 120_000);

/** A service that looks for the runner's files, as anybody on the machine can; it ends after a while, so that the test does. */
const finder = (deed: string): string => `
import { createServer } from 'node:http';
import { appendFileSync, readdirSync } from 'node:fs';
const folder = process.env.RUNNER_TEMP + '/_runner_file_commands';
const files = readdirSync(folder).map((name) => folder + '/' + name);
${deed}
createServer((request, response) => response.end(JSON.stringify(files))).listen(Number(process.env.PORT), '127.0.0.1');
setTimeout(() => process.exit(9), 5000);
`;

/** k6 opens whatever handleSummary names, and empties it first. */
const FORGERY = `
import http from 'k6/http';
export function setup() { return http.get(__ENV.BASE_URL + '/files').json(); }
export default function () { http.get(__ENV.BASE_URL + '/list'); }
export function handleSummary({ setup_data: files }) {
  return Object.fromEntries(files.map((path) => [path, 'verdict=pass\\n']));
}
`;

test.each([
  [
    'case 20: a service that appends to the runner’s files is undone, and the job fails and says so',
    {
      'server.mjs': finder(
        "for (const file of files.filter((name) => /set_env|add_path/.test(name))) appendFileSync(file, 'EVIL=1\\n');",
      ),
    },
    /a child wrote to runner command files: GITHUB_ENV, GITHUB_PATH/,
  ],
  [
    'case 20: a script whose handleSummary names the runner’s files is undone, and the job fails and says so',
    { 'server.mjs': finder(''), 'load.js': FORGERY },
    /a child wrote to runner command files: GITHUB_ENV, GITHUB_PATH, GITHUB_OUTPUT, GITHUB_STATE, GITHUB_STEP_SUMMARY/,
  ],
])(
  '%s',
  async (_, files, says) => {
    await play({ files, inputs: {} }, ({ code, commands, runner }) => {
      expect(code).toBe(3);
      const errors = commands.filter(({ name }) => name === 'error').map(({ data }) => data);
      expect(errors).toEqual([expect.stringMatching(says)]);
      expect(runner.written('GITHUB_ENV')).toBe('');
      expect(runner.written('GITHUB_PATH')).toBe('');
      expect(runner.outputs()).toMatchObject({ verdict: '', 'result-path': '' });
      expect(runner.summary()).toMatch(/^\*\*⚪ Could not measure/);
      expect(runner.written('GITHUB_STATE')).toMatch(/^mark<<.*\n[0-9a-f]{24}\n/);
    });
  },
  120_000,
);
