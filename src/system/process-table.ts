import { closeSync, openSync, readdirSync, readSync } from 'node:fs';

/** One process as the kernel's table shows it. */
export interface ProcessEntry {
  readonly pid: number;
  readonly parent: number;
  readonly group: number;
  readonly session: number;
  /** Ended, but not yet collected by its parent. */
  readonly ended: boolean;
  /** CPU time in ticks, user and system: its own with threads that have ended, and of children that it has collected. */
  readonly ownTicks: number;
  readonly childTicks: number;
  /** Ticks from the machine's start to its own; with the pid it names a process for good. */
  readonly startTicks: number;
}

/** Ticks per second in /proc; 100 on every Linux that Node runs on. */
export const TICKS_PER_SECOND = 100;

/** Pids of all processes; empty where there is no /proc. */
export function listProcesses(proc = '/proc'): number[] {
  try {
    return readdirSync(proc).flatMap((name) => (isNumber(name) ? [Number(name)] : []));
  } catch {
    return [];
  }
}

/** Null when it has gone. */
export function readProcess(pid: number, proc = '/proc'): ProcessEntry | null {
  const text = readProcText(`${proc}/${pid}/stat`);
  if (text === null) return null;
  // The name in parentheses may itself hold spaces and parentheses.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  const number = (index: number): number => Number(fields[index]);
  return {
    pid,
    parent: number(1),
    group: number(2),
    session: number(3),
    ended: fields[0] === 'Z' || fields[0] === 'X',
    ownTicks: number(11) + number(12),
    childTicks: number(13) + number(14),
    startTicks: number(19),
  };
}

const CHUNK = Buffer.alloc(65_536);

/**
 * A file of /proc; null when its process has gone or is not ours to read.
 * Half the price of readFileSync, which asks such a file for a size that it does not have.
 */
export function readProcText(path: string): string | null {
  let file: number | null = null;
  try {
    file = openSync(path, 'r');
    let text = '';
    for (let bytes = readSync(file, CHUNK); bytes > 0; bytes = readSync(file, CHUNK)) {
      text += CHUNK.toString('latin1', 0, bytes);
    }
    return text;
  } catch {
    return null;
  } finally {
    if (file !== null) closeSync(file);
  }
}

function isNumber(name: string): boolean {
  const first = name.charCodeAt(0);
  return first >= 48 && first <= 57;
}
