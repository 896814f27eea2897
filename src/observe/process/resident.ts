import { readProcText } from '../../system/process-table.ts';

/** Resident set of one process, bytes; pages that processes share are counted in each. 0 when it has gone. */
export function residentBytesOf(pid: number, proc: string): number {
  const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(readProcText(`${proc}/${pid}/status`) ?? '')?.[1];
  return Number(kilobytes ?? 0) * 1024;
}
