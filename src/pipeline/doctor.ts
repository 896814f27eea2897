import { diagnose } from '../core/doctor/diagnose.ts';
import { EXAMINATION_SCHEMA, type Examination } from '../core/doctor/diagnosis.ts';
import type { Plan, TargetPlan } from '../core/plan.ts';
import { now } from '../system/clock.ts';
import { hasChanges, openGit } from '../system/git.ts';
import { runCompare } from './compare.ts';
import { type DoctorSpan, repeatComparison } from './doctor-runs.ts';
import type { Surroundings } from './surroundings.ts';

/** Compares the checkout with itself, again and again: what this machine makes of two equal versions. */
export async function runDoctor(
  plan: Plan,
  span: DoctorSpan,
  surroundings: Surroundings,
): Promise<Examination> {
  const notes = await findNotes(plan, surroundings);
  const { results, failures, interrupted } = await repeatComparison({
    plan: compareWithItself(plan),
    span,
    surroundings,
    compare: runCompare,
    now,
  });
  return { schema: EXAMINATION_SCHEMA, diagnosis: diagnose(results), failures, interrupted, notes };
}

/** Limits are bounds on head alone: equal versions that break one raise no false alarm. Dashboards are no place for what compares nothing. */
const compareWithItself = (plan: Plan): Plan => ({
  ...plan,
  against: 'base',
  grafana: null,
  policy: { ...plan.policy, limits: [] },
  targets: twice(plan.targets),
});

function twice(targets: TargetPlan): TargetPlan {
  switch (targets.kind) {
    case 'git':
      return { ...targets, base: 'HEAD' };
    case 'urls':
      return { ...targets, headUrl: targets.baseUrl };
    case 'url':
      return { kind: 'urls', baseUrl: targets.url, headUrl: targets.url };
  }
}

async function findNotes({ targets, policy }: Plan, { environment }: Surroundings): Promise<string[]> {
  const notes: string[] = [];
  if (targets.kind !== 'git') {
    notes.push('Plimsoll did not start the service, so nothing is known of how its starts differ.');
  } else if (await hasChanges(openGit(targets.workspace, environment))) {
    notes.push(
      'The workspace has uncommitted changes. If they change the service, head is not base, and an alarm may be true.',
    );
  }
  if (policy.limits.length > 0) {
    notes.push('Limits were left out: they bound head alone and say nothing of two equal versions.');
  }
  return notes;
}
