import { openStore } from '../baselines/open.ts';
import { describeHistory } from '../core/baseline/history.ts';
import { Failure } from '../core/failure.ts';
import type { Plan } from '../core/plan.ts';
import type { Result } from '../core/result.ts';
import { describeCreep } from '../report/history-words.ts';
import { PLAIN } from '../report/ink.ts';
import { entriesOf, remember } from './remember.ts';
import type { Surroundings } from './surroundings.ts';

/** Commits of which a result carries the course; a picture holds no more. */
const SHOWN_COMMITS = 100;

/**
 * A gate on each change lets one per cent a merge through for ever. Where the default branch is recorded, a comparison of two
 * sides also says how far base has come, and carries the course of its metrics. A store that cannot be read costs this line, never the verdict.
 */
export async function tellHistory(result: Result, plan: Plan, surroundings: Surroundings): Promise<Result> {
  if (plan.baseline.location === null || plan.targets.kind !== 'git') return result;
  try {
    await using store = await openStore(plan, surroundings);
    const { found } = await remember(store, plan, surroundings);
    const entries = entriesOf(found).toReversed();
    const creep = describeCreep(describeHistory(entries), PLAIN);
    const shown = describeHistory(entries.slice(-SHOWN_COMMITS));
    return {
      ...result,
      ...(shown.metrics.length === 0 ? {} : { history: shown }),
      notes: creep === null ? result.notes : [...result.notes, `Base itself has crept: ${creep}.`],
    };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    surroundings.say(`the stored baseline was not read: ${error.message.split('\n')[0]}`);
    return result;
  }
}
