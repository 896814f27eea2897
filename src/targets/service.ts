import { type Failure, measurementFailure } from '../core/failure.ts';
import type { Side } from '../core/side.ts';
import { sleep } from '../system/clock.ts';
import { findMarked, MARK_VARIABLE, makeMark, stopMarked } from '../system/process-mark.ts';
import { listProcesses, readProcess } from '../system/process-table.ts';
import { type Exit, startProcess } from '../system/processes.ts';
import { withLastLines } from './last-lines.ts';

/** How one side's service is run. */
export interface ServiceCommand {
  readonly side: Side;
  /** Shell command; it may use `$PORT`. */
  readonly start: string;
  /** Shell command run before the signals; empty for signals alone. */
  readonly stop: string;
  readonly cwd: string;
  /** The whole environment but for the port. */
  readonly env: Readonly<Record<string, string>>;
  /** Numbers of the processors that it may use; left out, all. */
  readonly cores?: readonly number[] | undefined;
}

/** A side's service from spawn to end, ready or not. */
export interface Service {
  readonly side: Side;
  readonly port: number;
  /** Null while the shell that was spawned, or a daemon that it left behind in good order, lives. */
  ended(): Exit | null;
  /** Living processes that belong to it, wherever they moved; the oldest first. */
  processes(): number[];
  tail(): string;
  /** Resolves as soon as it ends by itself after it was ready. */
  readonly died: Promise<Failure>;
  /** Safe to call twice. Leaves none of its processes behind. */
  stop(stopCommandMs: number): Promise<void>;
}

const GRACE_MS = 3000;
const WATCH_MS = 250;

export function launchService(command: ServiceCommand, port: number): Service {
  const mark = makeMark();
  const env = {
    ...command.env,
    PORT: String(port),
    PLIMSOLL_SIDE: command.side,
    [MARK_VARIABLE]: mark,
  };
  const { cwd, cores } = command;
  const leader = startProcess({ file: 'sh', args: ['-c', command.start], cwd, env, cores });
  let exit: Exit | null = null;
  let stopping: Promise<void> | null = null;
  const ended = (): Exit | null => (exit?.code === 0 && findMarked(mark).length > 0 ? null : exit);
  const died = leader.exited.then(async (own) => {
    exit = own;
    const never = new AbortController().signal;
    while (stopping === null && ended() === null) await sleep(WATCH_MS, never);
    if (stopping !== null) return new Promise<never>(() => undefined);
    return deathOf(command.side, own, leader.tail());
  });
  return {
    side: command.side,
    port,
    ended,
    processes: () => familyOf(exit === null ? leader.pid : null, mark),
    tail: () => leader.tail(),
    died,
    stop(stopCommandMs) {
      stopping ??= (async () => {
        if (command.stop !== '') await runStop({ ...command, env }, stopCommandMs);
        await Promise.all([leader.stop(GRACE_MS), stopMarked(mark, GRACE_MS)]);
      })();
      return stopping;
    },
  };
}

export function describeExit(exit: Exit): string {
  return exit.signal === null ? `exit code ${exit.code}` : `signal ${exit.signal}`;
}

function deathOf(side: Side, exit: Exit, output: string): Failure {
  const isKilled = exit.signal === 'SIGKILL' || exit.code === 137;
  return measurementFailure(
    withLastLines(`the service of ${side} ended in mid-test (${describeExit(exit)})`, output),
    isKilled
      ? 'Something killed it: most often the machine ran out of memory.'
      : 'Run it under load by itself to see why it ends.',
  );
}

/** The pid of a leader that has gone may name a stranger's group. */
function familyOf(leader: number | null, mark: string): number[] {
  const marked = new Set(findMarked(mark));
  return listProcesses()
    .flatMap((pid) => readProcess(pid) ?? [])
    .filter(
      (entry) =>
        !entry.ended && (marked.has(entry.pid) || entry.group === leader || entry.session === leader),
    )
    .sort((a, b) => a.startTicks - b.startTicks || a.pid - b.pid)
    .map((entry) => entry.pid);
}

/** A stop command that fails or hangs is followed by signals in any case. */
async function runStop(command: ServiceCommand, limitMs: number): Promise<void> {
  const stop = startProcess({ file: 'sh', args: ['-c', command.stop], cwd: command.cwd, env: command.env });
  const over = new AbortController();
  await Promise.race([stop.exited, sleep(limitMs, over.signal).catch(() => undefined)]);
  over.abort();
  await stop.stop(0);
}
