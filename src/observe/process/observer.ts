import { createCgroupReader } from './cgroup.ts';
import { createCpuLedger } from './cpu-ledger.ts';
import { createProcessTree } from './process-tree.ts';
import { residentBytesOf } from './resident.ts';

/** What a process tree has used since it was first read (a steady base of its own), and holds in memory now. */
export interface ProcessReading {
  /** Never falls; only differences between readings of one pid mean something. */
  readonly cpuMs: number;
  readonly residentBytes: number;
}

export interface ProcessObserver {
  /** The tree behind a pid; null when it has gone or the system does not tell. */
  read(pid: number): ProcessReading | null;
}

/** Where the kernel tells about processes. */
export interface KernelPaths {
  readonly proc: string;
  readonly cgroup: string;
}

/** Reads CPU time and memory of process trees, in a container through the container's own books. */
export function createProcessObserver(
  paths: KernelPaths = { proc: '/proc', cgroup: '/sys/fs/cgroup' },
): ProcessObserver {
  const readers = new Map<number, () => ProcessReading | null>();
  return {
    read(pid) {
      let reader = readers.get(pid);
      if (reader === undefined) {
        reader = createCgroupReader(pid, paths) ?? createTreeReader(pid, paths.proc);
        readers.set(pid, reader);
      }
      return reader();
    },
  };
}

function createTreeReader(root: number, proc: string): () => ProcessReading | null {
  const tree = createProcessTree(root, proc);
  const ledger = createCpuLedger(proc);
  return () => {
    const members = tree.members();
    if (members.length === 0) return null;
    return {
      cpuMs: ledger.book(members),
      residentBytes: members.reduce((sum, { pid }) => sum + residentBytesOf(pid, proc), 0),
    };
  };
}
