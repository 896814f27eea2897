import { openStore } from '../baselines/open.ts';
import { describeHistory, type History } from '../core/baseline/history.ts';
import type { Plan } from '../core/plan.ts';
import { entriesOf, remember } from './remember.ts';
import type { Surroundings } from './surroundings.ts';

export interface Chronicle {
  readonly history: History;
  /** Where the recordings are kept, in words. */
  readonly where: string;
  /** What could not be read, a sentence each. */
  readonly broken: readonly string[];
}

/** What the store knows of the default branch, as it is where head left it. */
export async function readHistory(plan: Plan, surroundings: Surroundings): Promise<Chronicle> {
  await using store = await openStore(plan, surroundings);
  const { found } = await remember(store, plan, surroundings);
  return {
    history: describeHistory(entriesOf(found).toReversed()),
    where: store.where,
    broken: found.flatMap((one) => (one.kind === 'broken' ? [one.failure.message] : [])),
  };
}
