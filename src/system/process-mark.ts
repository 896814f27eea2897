import { randomBytes } from 'node:crypto';
import { sleep } from './clock.ts';
import { listProcesses, readProcess, readProcText } from './process-table.ts';
import { signalProcess } from './processes.ts';

/** The variable by which a process and all its descendants are known as ours, wherever they moved. */
export const MARK_VARIABLE = 'PLIMSOLL_RUN';

/** The mark of this run: all that it starts carries it, followed by a number. */
export const RUN_MARK = randomBytes(12).toString('hex');

let marks = 0;

/** A mark of its own for one start of one service. */
export function makeMark(): string {
  marks += 1;
  return `${RUN_MARK}.${marks}.`;
}

/** Pids of living processes whose environment began with a mark; `RUN_MARK` finds all of this run. */
export function findMarked(mark: string): number[] {
  const entry = `\0${MARK_VARIABLE}=${mark}`;
  return listProcesses().filter((pid) => {
    if (pid === process.pid || pid === 1) return false;
    const environment = readProcText(`/proc/${pid}/environ`);
    return environment !== null && `\0${environment}`.includes(entry) && readProcess(pid)?.ended === false;
  });
}

/** SIGTERM to every marked process, SIGKILL to what is left after `graceMs`; resolves when none is left. */
export async function stopMarked(mark: string, graceMs: number): Promise<void> {
  const never = new AbortController().signal;
  const deadline = Date.now() + graceMs;
  for (const pid of findMarked(mark)) signalProcess(pid, 'SIGTERM');
  while (Date.now() < deadline && findMarked(mark).length > 0) await sleep(25, never);
  // A process that forks while it is being looked for is found in the next round.
  for (let round = 0; round < 50; round++) {
    const left = findMarked(mark);
    if (left.length === 0) return;
    for (const pid of left) signalProcess(pid, 'SIGKILL');
    await sleep(20, never);
  }
}
