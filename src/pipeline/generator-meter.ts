import { now } from '../system/clock.ts';
import type { ReadProcesses } from './meter.ts';

/** Adds up what load generators take of the processors while windows count, start after start. */
export interface GeneratorMeter {
  begin(pids: readonly number[]): void;
  end(pids: readonly number[]): void;
  /** Processors in use on average; null where the system does not tell. */
  cores(): number | null;
}

export function createGeneratorMeter(read: ReadProcesses): GeneratorMeter {
  const spent = (pids: readonly number[]): number =>
    pids.reduce((sum, pid) => sum + (read(pid)?.cpuMs ?? Number.NaN), 0);
  let before = { at: 0, cpuMs: Number.NaN };
  let total = { elapsedMs: 0, cpuMs: 0 };
  return {
    begin(pids) {
      before = { at: now(), cpuMs: spent(pids) };
    },
    end(pids) {
      const cpuMs = spent(pids) - before.cpuMs;
      if (!Number.isFinite(cpuMs)) return;
      total = { elapsedMs: total.elapsedMs + now() - before.at, cpuMs: total.cpuMs + cpuMs };
    },
    cores: () => (total.elapsedMs === 0 ? null : total.cpuMs / total.elapsedMs),
  };
}
