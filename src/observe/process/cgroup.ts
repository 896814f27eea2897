import { readProcText } from '../../system/process-table.ts';
import type { KernelPaths, ProcessReading } from './observer.ts';

/** A reader of the container that a process lives in; null when it lives in the same control group as we do. */
export function createCgroupReader(pid: number, paths: KernelPaths): (() => ProcessReading | null) | null {
  const group = groupOf(String(pid), paths.proc);
  if (group === null || group === '/' || group === groupOf('self', paths.proc)) return null;
  const folder = `${paths.cgroup}${group}`;
  const read = (): ProcessReading | null => {
    const usedUs = /^usage_usec (\d+)$/m.exec(readProcText(`${folder}/cpu.stat`) ?? '')?.[1];
    const memory = readProcText(`${folder}/memory.stat`);
    if (usedUs === undefined || memory === null) return null;
    const bytesOf = (name: string): number =>
      Number(new RegExp(`^${name} (\\d+)$`, 'm').exec(memory)?.[1] ?? 0);
    // memory.current would count cached files, and those to whichever side read them first.
    return { cpuMs: Number(usedUs) / 1000, residentBytes: bytesOf('anon') + bytesOf('file_mapped') };
  };
  // Groups without the controllers keep no books; the process tree does.
  return read() === null ? null : read;
}

/** Path of a process's group in the unified hierarchy (cgroup v2). */
function groupOf(pid: string, proc: string): string | null {
  return /^0::(\/.*)$/m.exec(readProcText(`${proc}/${pid}/cgroup`) ?? '')?.[1] ?? null;
}
