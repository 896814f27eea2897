import { MARK_VARIABLE } from '../../system/process-mark.ts';
import { listProcesses, type ProcessEntry, readProcess, readProcText } from '../../system/process-table.ts';

/** The processes behind a target, kept up to date at little cost. */
export interface ProcessTree {
  /** Living members now. */
  members(): ProcessEntry[];
}

/**
 * A member is the root, a child of a member, or a process that shares the root's group, session or mark: services
 * leave their parents in many ways. Once in, it stays in. Only processes that were not there before are looked into.
 */
export function createProcessTree(root: number, proc: string): ProcessTree {
  const rootEntry = readProcess(root, proc);
  const mark = markOf(root, proc);
  /** Start time by pid, which tells a member from a stranger that got its pid later. */
  const known = new Map<number, number>();
  let strangers = new Set<number>();

  const isKin = (entry: ProcessEntry): boolean =>
    entry.pid === root ||
    known.has(entry.parent) ||
    // Only a leader's group and session are its own.
    (rootEntry?.group === root && entry.group === root) ||
    (rootEntry?.session === root && entry.session === root) ||
    (mark !== null && markOf(entry.pid, proc) === mark);

  return {
    members() {
      const living: ProcessEntry[] = [];
      const others: ProcessEntry[] = [];
      const present = listProcesses(proc);
      for (const pid of present) {
        if (strangers.has(pid)) continue;
        const entry = readProcess(pid, proc);
        if (entry === null || entry.ended) continue;
        if (known.get(pid) === entry.startTicks) living.push(entry);
        else others.push(entry);
      }
      for (const pid of known.keys()) if (!living.some((entry) => entry.pid === pid)) known.delete(pid);
      // A child may come before its parent in the table: go round until no more are found.
      let found: ProcessEntry[] = [];
      do {
        found = others.filter((entry) => !known.has(entry.pid) && isKin(entry));
        for (const entry of found) known.set(entry.pid, entry.startTicks);
        living.push(...found);
      } while (found.length > 0);
      strangers = new Set(present.filter((pid) => !known.has(pid)));
      return living;
    },
  };
}

const MARK = new RegExp(`(?:^|\0)${MARK_VARIABLE}=([^\0]+)`);

function markOf(pid: number, proc: string): string | null {
  return MARK.exec(readProcText(`${proc}/${pid}/environ`) ?? '')?.[1] ?? null;
}
