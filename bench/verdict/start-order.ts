import { allowanceFor } from '../../src/core/design.ts';
import type { Claim, Effort, FindingRow } from './claim.ts';
import type { Outcome, Scene } from './comment.ts';
import { keepsBelow } from './false-alarms.ts';
import { LAYOUTS } from './layouts.ts';
import { percent, rateOf, spellRate } from './rate.ts';

const clean = { world: 'typical', profile: 'simple', change: { kind: 'none' }, elsewhere: false } as const;
const slower = { kind: 'all', by: 0.05 } as const;

const PLANS = [
  { layout: 'shipped', delta: 0.01, promises: true },
  { layout: 'oneStart', delta: allowanceFor(1), promises: true },
  { layout: 'headFirst', delta: 0.01, promises: false },
  { layout: 'baseFirst', delta: 0.01, promises: false },
] as const;

/**
 * The side started first is slower by 1.5%. A balanced order must survive it; unbalanced ones stand beside it:
 * head first raises alarms about nothing, base first hides what is there.
 */
export function startOrder(effort: Effort): Claim {
  const comments = effort === 'full' ? 1000 : 20;
  const title = 'Start order: balanced starts keep alarms below 1% and pass a +5% in at most 5%';
  const scenes = PLANS.flatMap(({ layout, delta }): Scene[] => [
    { ...clean, layout, delta },
    { ...clean, layout, delta, change: slower },
  ]);
  return {
    title,
    orders: scenes.map((scene) => ({ scene, comments })),
    conclude: (outcomes) => ({
      title,
      columns: ['layout', 'allowance', 'false alarms (95%)', 'all +5%: failed', 'all +5%: passed (95%)'],
      rows: PLANS.map((plan, i) => rowFor(plan, outcomes[2 * i] ?? [], outcomes[2 * i + 1] ?? [], effort)),
    }),
  };
}

function rowFor(
  plan: (typeof PLANS)[number],
  nothing: readonly Outcome[],
  five: readonly Outcome[],
  effort: Effort,
): FindingRow {
  const alarms = rateOf(nothing.map((outcome) => outcome.verdict === 'fail'));
  const found = rateOf(five.map((outcome) => outcome.verdict === 'fail'));
  const missed = rateOf(five.map((outcome) => outcome.verdict === 'pass'));
  return {
    cells: [
      LAYOUTS[plan.layout].title,
      percent(plan.delta),
      spellRate(alarms),
      percent(found.share),
      spellRate(missed),
    ],
    holds: plan.promises ? keepsBelow(alarms, 0.01, effort) && keepsBelow(missed, 0.05, effort) : null,
  };
}
