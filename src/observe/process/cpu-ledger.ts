import { readdirSync } from 'node:fs';
import { type ProcessEntry, readProcText, TICKS_PER_SECOND } from '../../system/process-table.ts';

/** Adds up the CPU time of processes that come and go. */
export interface CpuLedger {
  /** Books what the living processes have used by now; returns the total of all ever booked, ms. Never falls. */
  book(living: readonly ProcessEntry[]): number;
}

interface Account {
  /** Run time by thread as last seen, ns. */
  threads: Map<number, number>;
  /** Run time of threads that have ended, as last seen, ns. */
  endedNs: number;
  /** All that was booked for it, ns. */
  totalNs: number;
  readonly startTicks: number;
}

const NS_PER_TICK = 1e9 / TICKS_PER_SECOND;

/**
 * Threads tell their run time to the nanosecond while they live; what a process has used in all, ended threads
 * and collected children included, is told in ticks, rounded down. The larger of the two is nearer the truth.
 */
export function createCpuLedger(proc: string): CpuLedger {
  const accounts = new Map<number, Account>();
  let closedNs = 0;
  let firstChildTicks: number | null = null;
  let highestMs = 0;

  const close = (pid: number, account: Account): void => {
    closedNs += account.totalNs;
    accounts.delete(pid);
  };

  return {
    book(living) {
      const present = new Map(living.map((entry) => [entry.pid, entry]));
      for (const [pid, account] of accounts) {
        if (present.get(pid)?.startTicks !== account.startTicks) close(pid, account);
      }
      let livingNs = 0;
      let childTicks = 0;
      for (const entry of living) {
        const account = accounts.get(entry.pid) ?? openAccount(entry);
        accounts.set(entry.pid, account);
        update(account, readThreads(entry.pid, proc));
        const seenNs = account.endedNs + sum(account.threads.values());
        account.totalNs = Math.max(account.totalNs, seenNs, entry.ownTicks * NS_PER_TICK);
        livingNs += account.totalNs;
        childTicks += entry.childTicks;
      }
      firstChildTicks ??= childTicks;
      const childrenNs = Math.max(closedNs, (childTicks - firstChildTicks) * NS_PER_TICK);
      highestMs = Math.max(highestMs, (livingNs + childrenNs) / 1e6);
      return highestMs;
    },
  };
}

function openAccount(entry: ProcessEntry): Account {
  return { threads: new Map(), endedNs: 0, totalNs: 0, startTicks: entry.startTicks };
}

function update(account: Account, threads: Map<number, number>): void {
  for (const [id, ns] of account.threads) {
    // A thread that has used less than before is another one under the same number.
    const now = threads.get(id);
    if (now === undefined || now < ns) account.endedNs += ns;
  }
  account.threads = threads;
}

/** First field of schedstat: time on a CPU, ns. */
function readThreads(pid: number, proc: string): Map<number, number> {
  const folder = `${proc}/${pid}/task`;
  const threads = new Map<number, number>();
  for (const id of listThreads(folder)) {
    const text = readProcText(`${folder}/${id}/schedstat`);
    if (text !== null) threads.set(Number(id), Number.parseInt(text, 10));
  }
  return threads;
}

function listThreads(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function sum(values: Iterable<number>): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
