import { CPU } from './fold.ts';
import type { Observations } from './observations.ts';
import type { Measurement } from './result.ts';

/** What shared the machine, in processors. */
export interface Contention {
  readonly generator: number;
  readonly services: number;
  readonly cores: number;
}

/** Shares of the machine from which on processors are waited for, and the generator's part in that counts. */
const [BUSY, NOTABLE] = [0.8, 0.2];

/** Whether generator and services fought for the same processors; null where they did not, or nobody knows. */
export function findContention(
  { generatorCores, windowMs }: Pick<Measurement, 'generatorCores' | 'windowMs'>,
  observations: Observations,
  cores: number,
): Contention | null {
  const cpu = observations.gauges.find(({ metric }) => metric === CPU.metric);
  if (generatorCores === undefined || cpu === undefined) return null;
  // The gauge is per request; a side's processors are what all of its requests took together.
  const cpuMs = cpu.values.map((values, side) => {
    const known = values.filter((value) => value !== null);
    return meanOf(known) * sumOf(observations.mix.cells[side]?.requests ?? []);
  });
  const services = sumOf(cpuMs) / (observations.windows * windowMs);
  const isBusy = generatorCores + services >= BUSY * cores && generatorCores >= NOTABLE * cores;
  return isBusy ? { generator: generatorCores, services, cores } : null;
}

const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
const meanOf = (values: readonly number[]): number => sumOf(values) / Math.max(1, values.length);
