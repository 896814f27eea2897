import { execa } from 'execa';
import { measurementFailure } from '../core/failure.ts';
import { sleep } from './clock.ts';
import { listProcesses, readProcess } from './process-table.ts';
import { createTail } from './tail.ts';

export interface Command {
  readonly file: string;
  readonly args: readonly string[];
  readonly cwd: string;
  /** The whole environment of the child; nothing is inherited beside it. */
  readonly env: Readonly<Record<string, string>>;
  /** Numbers of the processors that it and its children may use (Linux, by taskset); left out, all. */
  readonly cores?: readonly number[] | undefined;
  /** Path of the file that is its standard input; left out, it has none. */
  readonly stdin?: string;
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

/** How long the last output of a process that has ended is waited for, ms. */
const DRAIN_MS = 200;

/** Starts a process as the leader of its own group, so that it and all its children can be stopped together. */
export function startProcess(command: Command): RunningProcess {
  const { file, args } = pinned(command);
  const child = execa(file, args, {
    cwd: command.cwd,
    env: command.env,
    extendEnv: false,
    detached: true,
    cleanup: false,
    reject: false,
    buffer: false,
    stdin: command.stdin === undefined ? 'ignore' : { file: command.stdin },
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
  const closed = child.then((result) => ({ code: result.exitCode ?? null, signal: result.signal ?? null }));
  // A daemon may hold the output open long after the leader has gone; what it says still reaches the tail.
  const exited = Promise.race([
    closed,
    new Promise<Exit>((resolve) => {
      child.nodeChildProcess.once('exit', (code, signal) => {
        setTimeout(resolve, DRAIN_MS, { code, signal });
      });
    }),
  ]);
  return {
    pid,
    exited,
    tail: () => tail.text(),
    interrupt: () => signalProcess(pid, 'SIGINT'),
    async stop(graceMs) {
      // Once the leader has gone, its pid names a stranger if anybody.
      const { exitCode, signalCode } = child.nodeChildProcess;
      const isGone = exitCode !== null || signalCode !== null;
      if (!isGone || readProcess(pid) === null) await stopGroup(pid, exited, graceMs);
    },
  };
}

/** Set before it begins, so that what counts processors at its start counts those that it has. */
function pinned({ file, args, cores }: Command): Pick<Command, 'file' | 'args'> {
  return cores === undefined
    ? { file, args }
    : { file: 'taskset', args: ['--cpu-list', cores.join(','), file, ...args] };
}

/** A process that survives SIGKILL (it waits for a disk, or another user owns it) is not waited for longer, ms. */
const UNKILLABLE_MS = 1000;

/** Ends a process group; resolves when its leader has gone and no member is left. */
async function stopGroup(pid: number, exited: Promise<Exit>, graceMs: number): Promise<void> {
  const over = new AbortController();
  const deadline = Date.now() + graceMs;
  signalProcess(-pid, 'SIGTERM');
  while (groupLives(pid) && Date.now() < deadline) await sleep(20, over.signal);
  if (groupLives(pid)) signalProcess(-pid, 'SIGKILL');
  const lastMoment = Date.now() + UNKILLABLE_MS;
  while (groupLives(pid) && Date.now() < lastMoment) await sleep(20, over.signal);
  await Promise.race([exited, sleep(UNKILLABLE_MS, over.signal).catch(() => undefined)]);
  over.abort();
}

function groupLives(group: number): boolean {
  try {
    process.kill(-group, 0);
  } catch {
    return false;
  }
  // Members that have ended but whom nobody collects (no init in a container) still answer to signals.
  const pids = listProcesses();
  return (
    pids.length === 0 ||
    pids.some((pid) => {
      const entry = readProcess(pid);
      return entry !== null && entry.group === group && !entry.ended;
    })
  );
}

/** A process that has gone already is what we wanted; one that another user owns is out of reach. */
export function signalProcess(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ESRCH' && code !== 'EPERM') throw error;
  }
}
