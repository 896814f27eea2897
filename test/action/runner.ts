import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Step {
  readonly event: { readonly name: string; readonly payload: unknown };
  readonly inputs?: Readonly<Record<string, string>>;
  readonly workspace?: string;
  readonly apiUrl?: string;
  readonly repository?: string;
  readonly run?: { readonly id: number; readonly attempt?: number };
  /** Variables beside those that GitHub sets. */
  readonly extra?: Readonly<Record<string, string>>;
}

export interface StepEnd {
  readonly code: number | null;
  readonly log: string;
}

/** What GitHub's runner gives a step, and what it reads afterwards. */
export interface Runner extends Disposable {
  readonly environment: Readonly<Record<string, string>>;
  /** Runs a module as the runner runs an action, with nothing of our own environment. */
  start(entry: string): { readonly ended: Promise<StepEnd>; interrupt(): void };
  outputs(): Readonly<Record<string, string>>;
  summary(): string;
}

/** Nobody listens there: a request that a test did not expect fails at once. */
const NOWHERE = 'http://127.0.0.1:1';

export function openRunner(step: Step): Runner {
  const root = mkdtempSync(join(tmpdir(), 'plimsoll-runner-'));
  const file = (name: string, text = ''): string => {
    writeFileSync(join(root, name), text);
    return join(root, name);
  };
  const temp = join(root, 'temp');
  mkdirSync(temp);
  const { run = { id: 100 } } = step;
  const environment: Record<string, string> = {
    PATH: process.env['PATH'] ?? '',
    HOME: root,
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_API_URL: step.apiUrl ?? NOWHERE,
    GITHUB_EVENT_NAME: step.event.name,
    GITHUB_EVENT_PATH: file('event.json', JSON.stringify(step.event.payload)),
    GITHUB_JOB: 'load',
    GITHUB_OUTPUT: file('outputs'),
    GITHUB_REPOSITORY: step.repository ?? 'octo/shop',
    GITHUB_RUN_ATTEMPT: String(run.attempt ?? 1),
    GITHUB_RUN_ID: String(run.id),
    GITHUB_STEP_SUMMARY: file('summary'),
    GITHUB_WORKFLOW: 'gate',
    GITHUB_WORKSPACE: step.workspace ?? root,
    RUNNER_TEMP: temp,
    ...Object.fromEntries(
      Object.entries(step.inputs ?? {}).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]),
    ),
    ...step.extra,
  };
  return {
    environment,
    start(entry) {
      const child = spawn(process.execPath, [entry], { cwd: root, env: environment });
      let log = '';
      for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (log += chunk));
      const ended = new Promise<StepEnd>((resolve) => child.on('close', (code) => resolve({ code, log })));
      return { ended, interrupt: () => void child.kill('SIGINT') };
    },
    outputs: () => parseOutputs(readFileSync(environment['GITHUB_OUTPUT'] as string, 'utf8')),
    summary: () => readFileSync(environment['GITHUB_STEP_SUMMARY'] as string, 'utf8'),
    [Symbol.dispose]: () => rmSync(root, { recursive: true, force: true }),
  };
}

/** `name<<delimiter`, the value, the delimiter alone on its line. */
function parseOutputs(text: string): Record<string, string> {
  const outputs: Record<string, string> = {};
  const pattern = /^([\w-]+)<<(\S+)\n([\s\S]*?)\n?^\2$\n?/gm;
  for (const [, name = '', , value = ''] of text.matchAll(pattern)) outputs[name] = value;
  return outputs;
}
