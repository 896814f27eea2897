import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');

export interface WorkflowRun {
  /** Path of the `act` program. */
  readonly act: string;
  /** Name of a file in `examples/workflows`, run as it stands there. */
  readonly workflow: string;
  readonly event: { readonly name: string; readonly payload: unknown };
  /** Root of a git repository as actions/checkout would leave it. */
  readonly workspace: string;
  readonly apiUrl: string;
  readonly token: string;
  readonly runId: number;
  /** Variables beside those that name GitHub and the run. */
  readonly variables?: Readonly<Record<string, string>>;
}

export interface WorkflowEnd {
  readonly code: number | null;
  readonly log: string;
}

/**
 * Runs a workflow on this host by `act`, which stands in for GitHub's runner: it reads the workflow and action.yml, works
 * out expressions, passes inputs, and obeys commands and command files. The action that it uses is what is committed here.
 */
export async function runWorkflow(run: WorkflowRun): Promise<WorkflowEnd> {
  const home = mkdtempSync(join(tmpdir(), 'plimsoll-act-'));
  try {
    const action = join(home, 'action');
    for (const name of ['action.yml', 'dist'])
      cpSync(join(ROOT, name), join(action, name), { recursive: true });
    const eventPath = join(home, 'event.json');
    writeFileSync(eventPath, JSON.stringify(run.event.payload));
    const temporary = join(home, 'tmp');
    mkdirSync(temporary);
    // act hands all of its own environment on to the job: nothing of this machine but the way to programs, our Node first.
    const env = {
      PATH: [dirname(process.execPath), process.env['PATH'] ?? ''].join(delimiter),
      HOME: home,
      TMPDIR: temporary,
    };
    const child = spawn(run.act, argumentsOf(run, { action, eventPath }), { cwd: home, env });
    let log = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (log += chunk));
    const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
    return { code, log };
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

interface Places {
  readonly action: string;
  readonly eventPath: string;
}

function argumentsOf(run: WorkflowRun, { action, eventPath }: Places): string[] {
  const path = join(ROOT, 'examples/workflows', run.workflow);
  const [, ref = ''] = /uses: plimsoll\/plimsoll@(\S+)/.exec(readFileSync(path, 'utf8')) ?? [];
  const variables = {
    GITHUB_API_URL: run.apiUrl,
    GITHUB_REPOSITORY: 'octo/shop',
    GITHUB_RUN_ID: String(run.runId),
    ...run.variables,
  };
  return [
    run.event.name,
    `--workflows=${path}`,
    `--directory=${run.workspace}`,
    `--eventpath=${eventPath}`,
    '--platform=ubuntu-latest=-self-hosted',
    `--local-repository=plimsoll/plimsoll@${ref}=${action}`,
    `--secret=GITHUB_TOKEN=${run.token}`,
    ...Object.entries(variables).map(([name, value]) => `--env=${name}=${value}`),
    '--no-cache-server',
    '--pull=false',
  ];
}
