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

export interface StartedStep {
  readonly ended: Promise<StepEnd>;
  /** All that it has printed so far, both streams. */
  log(): string;
  readonly pid: number;
  signal(name: NodeJS.Signals): void;
}

/** What GitHub's runner gives a step, and what it reads afterwards. */
export interface Runner extends Disposable {
  readonly environment: Readonly<Record<string, string>>;
  /** Runs a module as the runner runs an action, with nothing of our own environment. */
  start(entry: string): StartedStep;
  outputs(): Readonly<Record<string, string>>;
  summary(): string;
  /** What a step left in the file behind a variable such as GITHUB_ENV. */
  written(variable: string): string;
  /** Runs our post step after the main one, with the state that it saved. */
  startPost(entry: string): StartedStep;
}

/** Names of command files end with one; nobody is meant to guess it, and everybody can look. */
const GUID = '5b0c1f6e-3f0e-4d39-9f6b-3d5f3f0a9f11';

/** Nobody listens there: a request that a test did not expect fails at once. */
const NOWHERE = 'http://127.0.0.1:1';

export function openRunner(step: Step): Runner {
  const root = mkdtempSync(join(tmpdir(), 'plimsoll-runner-'));
  const file = (name: string, text = ''): string => {
    writeFileSync(join(root, name), text);
    return join(root, name);
  };
  const temp = join(root, 'temp');
  const commands = join(temp, '_runner_file_commands');
  mkdirSync(commands, { recursive: true });
  const commandFile = (name: string): string => file(join('temp/_runner_file_commands', `${name}_${GUID}`));
  const { run = { id: 100 } } = step;
  const environment: Record<string, string> = {
    PATH: process.env['PATH'] ?? '',
    HOME: root,
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_API_URL: step.apiUrl ?? NOWHERE,
    GITHUB_ENV: commandFile('set_env'),
    GITHUB_EVENT_NAME: step.event.name,
    GITHUB_EVENT_PATH: file('event.json', JSON.stringify(step.event.payload)),
    GITHUB_JOB: 'load',
    GITHUB_OUTPUT: commandFile('set_output'),
    GITHUB_PATH: commandFile('add_path'),
    GITHUB_REPOSITORY: step.repository ?? 'octo/shop',
    GITHUB_RUN_ATTEMPT: String(run.attempt ?? 1),
    GITHUB_RUN_ID: String(run.id),
    GITHUB_STATE: commandFile('save_state'),
    GITHUB_STEP_SUMMARY: commandFile('step_summary'),
    GITHUB_WORKFLOW: 'gate',
    GITHUB_WORKSPACE: step.workspace ?? root,
    RUNNER_TEMP: temp,
    ...Object.fromEntries(
      Object.entries(step.inputs ?? {}).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]),
    ),
    ...step.extra,
  };
  const written = (variable: string): string => readFileSync(environment[variable] as string, 'utf8');
  const startStep = (entry: string, env: Readonly<Record<string, string>>): StartedStep => {
    const child = spawn(process.execPath, [entry], { cwd: root, env });
    let log = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (log += chunk));
    const ended = new Promise<StepEnd>((resolve) => child.on('close', (code) => resolve({ code, log })));
    return { ended, log: () => log, pid: child.pid ?? 0, signal: (name) => void child.kill(name) };
  };
  return {
    environment,
    start: (entry) => startStep(entry, environment),
    startPost(entry) {
      const state = Object.entries(parseOutputs(written('GITHUB_STATE')));
      const variables = state.map(([name, value]) => [`STATE_${name}`, value]);
      return startStep(entry, { ...environment, ...Object.fromEntries(variables) });
    },
    outputs: () => parseOutputs(written('GITHUB_OUTPUT')),
    summary: () => written('GITHUB_STEP_SUMMARY'),
    written,
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
