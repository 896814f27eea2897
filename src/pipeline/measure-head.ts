import type { Engine } from '../core/engine.ts';
import type { Observations } from '../core/observations.ts';
import type { Plan } from '../core/plan.ts';
import type { Measurement } from '../core/result.ts';
import { REFERENCE } from '../core/side.ts';
import type { TargetSource } from '../core/target.ts';
import { openK6 } from '../engines/k6/open.ts';
import { createProcessObserver } from '../observe/process/observer.ts';
import { createHeadSource } from '../targets/head-source.ts';
import { REFERENCE_TARGET_ENV, writeReferenceScript } from '../targets/reference/script.ts';
import { createHeadUrlSource } from '../targets/url-source.ts';
import { besideReference } from './beside-reference.ts';
import { type Measured, measure } from './measure.ts';
import { summarise } from './measurement.ts';
import { openEngine } from './open-engine.ts';
import type { Surroundings } from './surroundings.ts';

/** Head measured without base: beside the reference service where Plimsoll starts it, alone where it runs already. */
export interface HeadMeasured {
  readonly observations: Observations;
  readonly measurement: Measurement;
  readonly fold: Measured['session']['fold'];
  readonly policy: Measured['session']['policy'];
  readonly engine: { readonly name: string; readonly version: string };
  readonly scriptHash: string;
  /** Index of head among the sides, and of the reference; null without one. */
  readonly head: number;
  readonly reference: number | null;
  /** Human name of head, and its commit where that is known. */
  readonly label: string;
  readonly commit: string | null;
}

/** Loads head for the time of a recording. Throws a Failure when there is nothing to record. */
export async function measureHead(plan: Plan, surroundings: Surroundings): Promise<HeadMeasured> {
  const own = await openEngine(plan, surroundings);
  const { hash } = await own.describe();
  await using source = await openHead(plan, surroundings);
  await using script = await writeReferenceScript(surroundings.environment);
  const engine = await engineFor(own, source, { plan, script: script.path }, surroundings);
  const observer = createProcessObserver();
  const instruments = {
    engine,
    source,
    readProcesses: (pid: number) => observer.read(pid),
    calendar: () => [],
  };
  const recorded = { ...plan, budgetMs: plan.baseline.budgetMs };
  const measured = await measure(recorded, instruments, surroundings);
  const { fold, policy } = measured.session;
  const observations = fold.observe(measured.windows);
  const head = source.sides.length - 1;
  return {
    observations,
    measurement: summarise(recorded, measured.session, observations, measured),
    fold,
    policy,
    engine: { name: engine.name, version: engine.version },
    scriptHash: hash,
    head,
    reference: source.sides[0] === REFERENCE ? 0 : null,
    label: source.labels[head] ?? '',
    commit: source.commits[head] ?? null,
  };
}

async function openHead({ targets }: Plan, { environment, say }: Surroundings): Promise<TargetSource> {
  switch (targets.kind) {
    case 'git':
      return createHeadSource(targets, environment, say);
    case 'url':
      return createHeadUrlSource(targets.url);
    case 'urls':
      return createHeadUrlSource(targets.headUrl);
  }
}

async function engineFor(
  own: Engine,
  source: TargetSource,
  { plan, script }: { readonly plan: Plan; readonly script: string },
  surroundings: Surroundings,
): Promise<Engine> {
  if (!source.sides.includes(REFERENCE)) return own;
  const reference = await openK6({ k6: plan.k6, script, targetEnv: REFERENCE_TARGET_ENV }, surroundings);
  return besideReference(own, reference);
}
