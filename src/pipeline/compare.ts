import { BaseUnbuildable } from '../core/failure.ts';
import type { Plan } from '../core/plan.ts';
import type { Result } from '../core/result.ts';
import { compareWithBaseline } from './against-baseline.ts';
import { publishResult } from './publish.ts';
import { compareSides } from './side-by-side.ts';
import type { Surroundings } from './surroundings.ts';
import { readRunSubject, tellGrafana } from './tell-grafana.ts';
import { tellHistory } from './tell-history.ts';

/** Head against base, told to everybody who watches. */
export async function runCompare(plan: Plan, surroundings: Surroundings): Promise<Result> {
  const subject = readRunSubject(surroundings.environment);
  const told = await tellGrafana(await compareVersions(plan, surroundings), plan.grafana, {
    ...surroundings,
    subject,
  });
  return await publishResult(told, plan, surroundings);
}

/** Head against base beside it, or against what was recorded of the default branch where there is only one version. */
async function compareVersions(plan: Plan, surroundings: Surroundings): Promise<Result> {
  if (plan.against === 'baseline' || plan.targets.kind === 'url') {
    return await compareWithBaseline(plan, surroundings);
  }
  try {
    return await tellHistory(await compareSides(plan, surroundings), plan, surroundings);
  } catch (error) {
    const mayFallBack = error instanceof BaseUnbuildable && plan.against === 'auto';
    if (!mayFallBack || plan.baseline.location === null) throw error;
    return await withoutBase(error, plan, surroundings);
  }
}

/** Where nothing was recorded either, that base cannot be built is what has to be said. */
async function withoutBase(error: BaseUnbuildable, plan: Plan, surroundings: Surroundings): Promise<Result> {
  const [reason = error.message] = error.message.split('\n');
  surroundings.say(`${reason}; comparing with the stored baseline instead`);
  const result = await compareWithBaseline(plan, surroundings);
  if (result.judgement.reason.kind === 'no baseline') throw error;
  const note = `Base could not be run beside head (${reason}), so head was held against the stored baseline.`;
  return { ...result, notes: [note, ...result.notes] };
}
