import { execa } from 'execa';
import { measurementFailure } from '../core/failure.ts';
import { sleep } from './clock.ts';
import { createTail } from './tail.ts';

export interface Command {
  readonly file: string;
  readonly args: readonly string[];
  readonly cwd: string;
  /** The whole environment of the child; nothing is inherited beside it. */
  readonly env: Readonly<Record<string, string>>;
}

export interface Exit {
  readonly code: number | null;
  readonly signal: string | null;
}

export interface RunningProcess {
  /** Also the id of its process group. */
  readonly pid: number;
  readonly exited: Promise<Exit>;
  /** The last lines of its output, both streams in order of arrival. */
  tail(): string;
  /** One SIGINT to the leader alone. */
  interrupt(): void;
  /** SIGTERM to the whole group, SIGKILL to what is left of it after `graceMs`. Safe to call twice. */
  stop(graceMs: number): Promise<void>;
}

/** Starts a process as the leader of its own group, so that it and all its children can be stopped together. */
export function startProcess(command: Command): RunningProcess {
  const child = execa(command.file, command.args, {
    cwd: command.cwd,
    env: command.env,
    extendEnv: false,
    detached: true,
    cleanup: false,
    reject: false,
    buffer: false,
    stdin: 'ignore',
    all: true,
  });
  const pid = child.pid;
  if (pid === undefined) {
    void child.then(undefined, () => undefined);
    throw measurementFailure(
      `could not start ${command.file} in ${command.cwd}`,
      'Check that it exists and may be executed.',
    );
  }
  const tail = createTail();
  child.all.on('data', (chunk: Buffer) => tail.add(chunk.toString('utf8')));
  const exited = child.then((result) => ({ code: result.exitCode ?? null, signal: result.signal ?? null }));
  return {
    pid,
    exited,
    tail: () => tail.text(),
    interrupt: () => signalProcess(pid, 'SIGINT'),
    stop: (graceMs) => stopGroup(pid, exited, graceMs),
  };
}

/** Ends a process group; resolves when its leader has gone and no member is left. */
async function stopGroup(pid: number, exited: Promise<Exit>, graceMs: number): Promise<void> {
  const never = new AbortController().signal;
  const deadline = Date.now() + graceMs;
  signalProcess(-pid, 'SIGTERM');
  while (groupLives(pid) && Date.now() < deadline) await sleep(20, never);
  signalProcess(-pid, 'SIGKILL');
  await Promise.race([exited, sleep(1000, never)]);
}

function groupLives(pid: number): boolean {
  try {
    process.kill(-pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** A process that has gone already is what we wanted. */
function signalProcess(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
