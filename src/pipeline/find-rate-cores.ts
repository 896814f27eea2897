import { now } from '../system/clock.ts';
import type { ReadProcesses } from './meter.ts';

/** What generator and service take of the processors, in cores; null where the system does not tell. */
export interface Cores {
  readonly generatorCores: number | null;
  readonly serviceCores: number | null;
}

export interface Watched {
  readonly generators: readonly number[];
  readonly service: number | null;
}

/** Tells with every call what was taken since the call before. */
export function createCoreMeter(read: ReadProcesses, watched: () => Watched): () => Cores {
  let before = { at: now(), generator: null as number | null, service: null as number | null };
  return () => {
    const { generators, service } = watched();
    const spent = generators.map((pid) => read(pid)?.cpuMs ?? null);
    const isKnown = spent.length > 0 && !spent.includes(null);
    const after = {
      at: now(),
      generator: isKnown ? spent.reduce<number>((sum, cpuMs) => sum + (cpuMs ?? 0), 0) : null,
      service: service === null ? null : (read(service)?.cpuMs ?? null),
    };
    const elapsedMs = after.at - before.at;
    const coresOf = (last: number | null, next: number | null): number | null =>
      last === null || next === null || elapsedMs <= 0 ? null : (next - last) / elapsedMs;
    const cores = {
      generatorCores: coresOf(before.generator, after.generator),
      serviceCores: coresOf(before.service, after.service),
    };
    before = after;
    return cores;
  };
}
