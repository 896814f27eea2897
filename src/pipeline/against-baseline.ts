import { openStore } from '../baselines/open.ts';
import { limitsOn } from '../core/baseline/alone.ts';
import {
  type ComparableRule,
  defaultRule,
  type Form,
  formOf,
  parseRule,
} from '../core/baseline/conditions.ts';
import { judgeStored } from '../core/baseline/judge-stored.ts';
import { levelsOf } from '../core/baseline/levels.ts';
import { notesOnBaseline } from '../core/baseline/notes.ts';
import { type Recalled, recall } from '../core/baseline/recall.ts';
import type { Conditions } from '../core/baseline/recording.ts';
import { settingsFailure } from '../core/failure.ts';
import { notesOn } from '../core/notes.ts';
import type { Plan } from '../core/plan.ts';
import { RESULT_SCHEMA, type Result } from '../core/result.ts';
import { findGap } from '../core/serving.ts';
import { now } from '../system/clock.ts';
import { describeConditions } from './conditions.ts';
import { machineOf } from './machine-of.ts';
import { measureHead } from './measure-head.ts';
import { type Remembered, remember } from './remember.ts';
import { nameScript } from './script-path.ts';
import type { Surroundings } from './surroundings.ts';

/** Head against what was recorded of the default branch, for where only one version can run. */
export async function compareWithBaseline(wished: Plan, surroundings: Surroundings): Promise<Result> {
  const plan = { ...wished, policy: { ...wished.policy, margins: wished.baseline.margins } };
  const startedAt = now();
  // Both before the load: a store that cannot be read or a rule that names nothing should not cost a minute.
  await using store = await openStore(plan, surroundings);
  const remembered = await remember(store, plan, surroundings);
  refuseBroken(remembered);
  const ruleFor = readRule(plan);
  const measured = await measureHead(plan, surroundings);
  const conditions = describeConditions(measured, plan, surroundings);
  const form = formOf(conditions);
  const recalled = recallFor({ remembered, conditions, rule: ruleFor(form), plan });
  const { observations, head: side, reference, policy } = measured;
  const evidence = {
    now: levelsOf(observations, { side, reference }),
    recordings: recalled.recordings,
    form,
    policy,
  };
  const result: Result = {
    schema: RESULT_SCHEMA,
    judgement: judgeStored({
      ...evidence,
      obstacle: findGap(observations) ?? recalled.obstacle,
      limits: limitsOn(observations, side, policy),
      removed: plan.baseline.removed,
    }),
    policy,
    measurement: measured.measurement,
    provenance: {
      plimsoll: surroundings.version,
      engine: measured.engine,
      startedAt,
      base: { label: store.where, commit: recalled.nearest?.commit ?? null },
      head: { label: measured.label, commit: measured.commit },
      script: { path: nameScript(plan), hash: measured.scriptHash },
      machine: machineOf(surroundings.environment),
    },
    observations,
    notes: [],
    against: {
      kind: 'stored',
      runs: recalled.recordings.length,
      form,
      nearest: recalled.nearest,
      differences: recalled.differences,
      where: store.where,
    },
  };
  const notes = [...notesOnBaseline(evidence, recalled), ...notesOn(result, measured.fold.strays)];
  return { ...result, notes };
}

interface Search {
  readonly remembered: Remembered;
  readonly conditions: Conditions;
  readonly rule: ComparableRule;
  readonly plan: Plan;
}

function recallFor({ remembered, conditions, rule, plan }: Search): Recalled {
  const { history, found } = remembered;
  return recall({
    history,
    entries: found,
    wanted: history[0] ?? '',
    conditions,
    rule,
    most: plan.baseline.runs,
  });
}

/** Throws a settings failure for names that are no conditions. */
function readRule({ baseline }: Plan): (form: Form) => ComparableRule {
  const names = baseline.comparableWhen
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  if (names.length === 0) return defaultRule;
  const parsed = parseRule(names);
  if (parsed.kind === 'rule') return () => parsed.rule;
  throw settingsFailure(
    `comparable-when names ${parsed.names.map((name) => JSON.stringify(name)).join(', ')}, expected conditions`,
    'Conditions are script, engine, load, reference, cores, cpu, memory, image, kernel, target and plimsoll.',
  );
}

/**
 * Evidence fails closed: where the nearest entry cannot be read, what is left might miss what would have convicted. Older ones
 * that are broken are told and passed over.
 */
function refuseBroken({ found: [nearest] }: Remembered): void {
  if (nearest?.kind === 'broken') throw nearest.failure;
}
