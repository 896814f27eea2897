import { cpus } from 'node:os';
import { join } from 'node:path';
import { instrumentsFor, planFor } from '../../bench/capacity/instruments.ts';
import { type Subject, workers } from '../../bench/capacity/subjects.ts';
import type { Plan } from '../../src/core/plan.ts';
import type { Instruments } from '../../src/pipeline/measure.ts';
import type { Surroundings } from '../../src/pipeline/surroundings.ts';

export const cores = cpus().length;
const services = join(import.meta.dirname, '../../bench/capacity/services');

/** A service of known capacity on each side: so many workers, each busy for so many ms. */
export async function sidesOf(
  base: readonly [number, number],
  head: readonly [number, number],
): Promise<{ readonly plan: Plan; readonly instruments: Instruments }> {
  return open(workers(...base), workers(...head));
}

/** The same with a script of one's own. */
export async function sidesWith(script: string) {
  const plan = planFor(script, 'known');
  return { plan, instruments: await instrumentsFor(plan, workers(2, 20), workers(2, 20)) };
}

async function open(base: Subject, head: Subject) {
  const plan = planFor(join(services, 'load.js'), 'known');
  return { plan, instruments: await instrumentsFor(plan, base, head) };
}

/** What was said, line by line. */
export function listen(signal = new AbortController().signal): Surroundings & { readonly said: string[] } {
  const said: string[] = [];
  return {
    said,
    environment: process.env,
    say: (line) => void said.push(line),
    progress: () => undefined,
    signal,
    version: 'test',
  };
}
