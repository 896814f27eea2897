import type { Claim, Effort, FindingRow } from './claim.ts';
import type { Outcome, Scene } from './comment.ts';
import { LAYOUTS } from './layouts.ts';
import type { Rate } from './rate.ts';
import { percent, rateOf, spellRate } from './rate.ts';

/** What a comment promises at most. */
const MOST = 0.01;

const clean = { profile: 'simple', layout: 'shipped', delta: 0.01, change: { kind: 'none' } } as const;

/** Nothing has changed, start-to-start spread and start-order bias included. The first two are judged by other rules as well. */
export const CLEAN_SCENES: readonly Scene[] = [
  { ...clean, world: 'typical', elsewhere: true },
  { ...clean, world: 'measured', elsewhere: true },
  { ...clean, world: 'quiet', elsewhere: false },
  { ...clean, world: 'awful', delta: 0.02, elsewhere: false },
  { ...clean, world: 'typical', profile: 'mixed', elsewhere: false },
  { ...clean, world: 'typical', layout: 'designed', elsewhere: false },
  { ...clean, world: 'measured', layout: 'designed', elsewhere: false },
];

export function falseAlarms(effort: Effort): Claim {
  const comments = effort === 'full' ? 2000 : 60;
  return {
    title: 'False alarms of whole comments: at most 1%',
    orders: CLEAN_SCENES.map((scene) => ({ scene, comments })),
    conclude: (outcomes) => ({
      title: 'False alarms of whole comments: at most 1%',
      columns: [
        'world',
        'profile',
        'layout',
        'allowance',
        'comments',
        'false alarms (95%)',
        'passed',
        'load until verdict',
      ],
      rows: CLEAN_SCENES.map((scene, i) => rowFor(scene, outcomes[i] ?? [], effort)),
    }),
  };
}

/** A quick run contradicts the promise only when the whole interval lies above it. */
export const keepsBelow = (rate: Rate, most: number, effort: Effort): boolean =>
  (effort === 'full' ? rate.share : rate.low) <= most;

export const meanSeconds = (outcomes: readonly Outcome[]): number =>
  outcomes.reduce((sum, outcome) => sum + outcome.seconds, 0) / outcomes.length;

function rowFor(scene: Scene, outcomes: readonly Outcome[], effort: Effort): FindingRow {
  const alarms = rateOf(outcomes.map((outcome) => outcome.verdict === 'fail'));
  const passed = rateOf(outcomes.map((outcome) => outcome.verdict === 'pass'));
  return {
    cells: [
      scene.world,
      scene.profile,
      LAYOUTS[scene.layout].title,
      percent(scene.delta),
      String(outcomes.length),
      spellRate(alarms),
      percent(passed.share),
      `${meanSeconds(outcomes).toFixed(0)} s`,
    ],
    holds: keepsBelow(alarms, MOST, effort),
  };
}
