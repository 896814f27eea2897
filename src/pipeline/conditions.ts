import { scryptSync } from 'node:crypto';
import type { Conditions } from '../core/baseline/recording.ts';
import type { Plan, TargetPlan } from '../core/plan.ts';
import { describeMachine } from '../system/machine.ts';
import { REFERENCE_VERSION } from '../targets/reference/work.ts';
import type { HeadMeasured } from './measure-head.ts';
import type { Surroundings } from './surroundings.ts';

/** Under what conditions head was measured, for the store. */
export function describeConditions(
  { engine, scriptHash, measurement, reference }: HeadMeasured,
  plan: Plan,
  { environment, version }: Pick<Surroundings, 'environment' | 'version'>,
): Conditions {
  const { rate, windows, windowMs } = measurement;
  return {
    plimsoll: version,
    engine,
    script: scriptHash,
    load: { rate, windows, windowMs },
    machine: describeMachine(environment),
    target: hashTarget(plan.targets),
    reference: reference === null ? null : REFERENCE_VERSION,
  };
}

/**
 * Says whether two recordings were made of a target that was built, started and configured alike. Values of `env` may be
 * secrets and stores may be public, so the digest is one that is slow to guess against.
 */
function hashTarget(targets: TargetPlan): string {
  const told = JSON.stringify(targets.kind === 'git' ? ownPart(targets) : targets);
  return scryptSync(told, 'plimsoll target', 32).toString('hex');
}

/** What belongs to the service and not to this checkout. */
function ownPart({ directory, build, start, stop, env }: TargetPlan & { readonly kind: 'git' }): unknown[] {
  const variables = Object.entries(env).sort(([a], [b]) => (a < b ? -1 : 1));
  return [directory, build, start, stop, variables];
}
