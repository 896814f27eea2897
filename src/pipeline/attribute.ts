import { type AttributionEvidence, explainChanges } from '../core/configuration/attribution.ts';
import { type Attribution, MIXED } from '../core/configuration/explained.ts';
import type { CommitVariant } from '../core/configuration/variant.ts';
import { Failure } from '../core/failure.ts';
import type { Judgement } from '../core/judgement.ts';
import type { Plan } from '../core/plan.ts';
import type { Result } from '../core/result.ts';
import { whatToExplain } from './attribute-question.ts';
import type { ConfigurationChange } from './configuration-change.ts';
import { type Instruments, measure } from './measure.ts';
import type { Surroundings } from './surroundings.ts';

/** What was measured, the plan with its rate settled, and what the change does to configuration. */
export interface Attributable {
  readonly result: Result;
  readonly plan: Plan;
  readonly change: ConfigurationChange | null;
}

/** The result with what configuration has to do with it; the verdict stays what it is. */
export async function tellConfiguration(
  { result, plan, change }: Attributable,
  instruments: Instruments,
  surroundings: Surroundings,
): Promise<Result> {
  if (change === null) return result;
  const attribution = isAsked(plan, result.judgement)
    ? await attribute({ result, plan, change }, instruments, surroundings)
    : null;
  return {
    ...result,
    configuration: attribution === null ? change.finding : { ...change.finding, attribution },
  };
}

function isAsked({ configuration }: Plan, { verdict }: Judgement): boolean {
  const when = configuration?.attribute ?? 'never';
  return when === 'always' || (when === 'auto' && verdict === 'fail');
}

async function attribute(
  { result, plan, change }: Attributable & { readonly change: ConfigurationChange },
  instruments: Instruments,
  surroundings: Surroundings,
): Promise<Attribution | null> {
  const { touched } = change.finding;
  switch (touched) {
    case 'neither':
      return null;
    case 'code':
    case 'configuration':
      return { kind: 'plain', cause: touched };
    case 'both':
      break;
  }
  try {
    const asked = whatToExplain(result.judgement);
    return await measureThird({ plan, change, asked }, instruments, surroundings);
  } catch (error) {
    // The verdict stands without it.
    if (!(error instanceof Failure) || surroundings.signal.aborted) throw error;
    return { kind: 'failed', reason: error.message.split('\n')[0] ?? '' };
  }
}

/** Load time of the second measurement: as much of the budget, and at most so much, ms. */
const SHARE = 0.4;
const MOST_MS = 120_000;

interface Question {
  readonly plan: Plan;
  readonly change: ConfigurationChange;
  readonly asked: AttributionEvidence['asked'];
}

/** Loads base, head and the third version in the same windows; null where there can be no third. */
export async function measureThird(
  { plan, change, asked }: Question,
  instruments: Instruments,
  surroundings: Surroundings,
): Promise<Attribution | null> {
  const source = await instruments.source.beside?.(mixedOf(change));
  if (source === undefined) return null;
  const budgetMs = Math.min(MOST_MS, SHARE * plan.budgetMs);
  surroundings.say(
    `code or configuration? up to ${Math.round(budgetMs / 1000)} s of load on base, head, and head with base's configuration`,
  );
  const { session, windows } = await measure(
    { ...plan, budgetMs, seed: `${plan.seed}/attribution` },
    { ...instruments, source, observers: [], calendar: () => [] },
    { ...surroundings, progress: () => undefined },
  );
  const explained = explainChanges({
    observations: session.fold.observe(windows),
    asked,
    policy: session.policy,
    windowsMost: session.design.windows,
    seed: plan.seed,
  });
  return { kind: 'measured', explained, windows, windowMs: session.design.windowMs };
}

/** Head as it is, with every declared file that it changed as base has it. */
function mixedOf({ base, head, files }: ConfigurationChange): CommitVariant {
  return {
    side: MIXED,
    commit: head,
    from: base,
    restore: files.filter((file) => file.base !== null).map(({ path }) => path),
    remove: files.filter((file) => file.base === null).map(({ path }) => path),
  };
}
