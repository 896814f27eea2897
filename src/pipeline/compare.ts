import type { Engine } from '../core/engine.ts';
import type { Plan } from '../core/plan.ts';
import { RESULT_SCHEMA, type Result, type SideOrigin } from '../core/result.ts';
import type { TargetSource } from '../core/target.ts';
import { openK6 } from '../engines/k6/open.ts';
import { now } from '../system/clock.ts';
import { describeMachine } from '../system/machine.ts';
import { measure } from './measure.ts';
import { openTargets } from './open-targets.ts';
import type { Surroundings } from './surroundings.ts';

/** Base and head, side by side: from a plan to a result. Throws a Failure when there is nothing to compare. */
export async function runCompare(plan: Plan, surroundings: Surroundings): Promise<Result> {
  const startedAt = now();
  const engine = await openK6(plan, surroundings);
  const script = await engine.describe();
  await using source = await openTargets(plan, surroundings);
  const { session, measurement } = await measure(plan, engine, source, surroundings);
  const observations = session.fold.observe(measurement.windows);
  return {
    schema: RESULT_SCHEMA,
    judgement: session.judge.conclude(observations),
    policy: session.policy,
    measurement,
    provenance: {
      plimsoll: surroundings.version,
      engine: { name: engine.name, version: engine.version },
      startedAt,
      base: originOf(source, 0),
      head: originOf(source, 1),
      script: { path: plan.script, hash: script.hash },
      machine: describeMachine(surroundings.environment),
    },
    observations,
    notes: [...notesOn(plan, measurement.rate)],
  };
}
