import { changesSettings } from '../core/configuration/finding.ts';
import { notesOn } from '../core/notes.ts';
import type { Plan } from '../core/plan.ts';
import { RESULT_SCHEMA, type Result, type SideOrigin } from '../core/result.ts';
import type { TargetSource } from '../core/target.ts';
import { createProcessObserver } from '../observe/process/observer.ts';
import { now } from '../system/clock.ts';
import { tellConfiguration } from './attribute.ts';
import { goBeyondRate } from './capacity-growth.ts';
import { readConfigurationChange } from './configuration-change.ts';
import { settleRate } from './find-rate-plan.ts';
import { machineOf } from './machine-of.ts';
import { measure } from './measure.ts';
import { summarise } from './measurement.ts';
import { openEngine } from './open-engine.ts';
import { openObservers } from './open-observers.ts';
import { openTargets } from './open-targets.ts';
import { pinPlan } from './pins.ts';
import { nameScript } from './script-path.ts';
import type { Surroundings } from './surroundings.ts';
import { tellBacklog } from './tell-backlog.ts';

/** Base and head in the same seconds on the same machine. Throws a Failure when there is nothing to compare. */
export async function compareSides(wished: Plan, surroundings: Surroundings): Promise<Result> {
  const startedAt = now();
  const plan = await pinPlan(wished, surroundings);
  const engine = await openEngine(plan, surroundings);
  const script = await engine.describe();
  const change = await readConfigurationChange(plan, surroundings);
  await using source = await openTargets(plan, surroundings);
  await using observers = await openObservers(plan, surroundings);
  const processes = createProcessObserver();
  const instruments = { engine, source, readProcesses: (pid: number) => processes.read(pid) };
  const settled = await settleRate(plan, instruments, surroundings);
  const watched = { ...instruments, observers: observers.all };
  const measured = await measure(settled.plan, watched, surroundings);
  const observations = measured.session.fold.observe(measured.windows);
  const measurement = summarise(settled.plan, measured.session, observations, measured);
  const judged: Result = {
    schema: RESULT_SCHEMA,
    judgement: measured.session.judge.conclude(observations),
    policy: measured.session.policy,
    measurement: settled.capacity === null ? measurement : { ...measurement, capacity: settled.capacity },
    provenance: {
      plimsoll: surroundings.version,
      engine: { name: engine.name, version: engine.version },
      startedAt,
      base: originOf(source, 0),
      head: originOf(source, 1),
      script: { path: nameScript(plan), hash: script.hash },
      machine: machineOf(surroundings.environment),
    },
    observations,
    notes: [],
  };
  const result = tellBacklog(judged, observers.queues(), plan.policy);
  const touchesConfiguration = change !== null && changesSettings(change.finding);
  const fixed = { result, plan, settled, touchesConfiguration };
  const beyond = await goBeyondRate(fixed, instruments, surroundings);
  const told = { result: beyond, plan: settled.plan, change };
  const whole = await tellConfiguration(told, instruments, surroundings);
  return { ...whole, notes: [...notesOn(whole, measured.session.fold.strays), ...observers.warnings()] };
}

function originOf(source: TargetSource, side: number): SideOrigin {
  return { label: source.labels[side] ?? '', commit: source.commits[side] ?? null };
}
