import { cpus } from 'node:os';
import { basename, dirname } from 'node:path';
import type { Plan } from '../../src/core/plan.ts';
import { openK6 } from '../../src/engines/k6/open.ts';
import { createProcessObserver } from '../../src/observe/process/observer.ts';
import type { Instruments } from '../../src/pipeline/measure.ts';
import type { Surroundings } from '../../src/pipeline/surroundings.ts';
import { makePlan } from '../../src/settings/plan.ts';
import { readSettings } from '../../src/settings/read.ts';
import { type Subject, sourceOf } from './subjects.ts';

export const surroundings: Surroundings = {
  environment: process.env,
  say: (line) => console.error(`  ${line}`),
  progress: () => undefined,
  signal: new AbortController().signal,
  version: 'bench',
};

export const cores = cpus().length;

/** A plan with nothing but defaults; the sides come from the subjects. */
export function planFor(script: string, seed: string): Plan {
  const values = { script: basename(script), start: 'true', 'k6-path': process.env['PLIMSOLL_K6'] ?? '' };
  const settings = readSettings({ values, origin: 'flag', file: null });
  return makePlan(settings, { workspace: dirname(script), defaultBase: 'main', seed });
}

/** Everything that a measurement needs, with services of ours as base and head. */
export async function instrumentsFor(plan: Plan, base: Subject, head: Subject): Promise<Instruments> {
  const engine = await openK6(plan, surroundings);
  const observer = createProcessObserver();
  const source = sourceOf([
    { side: 'base', subject: base },
    { side: 'head', subject: head },
  ]);
  return { engine, source, readProcesses: (pid) => observer.read(pid) };
}
