import { planLooks } from '../../src/core/looks.ts';
import type { Change } from './changes.ts';
import type { Claim, Effort, FindingRow } from './claim.ts';
import type { Outcome, Scene } from './comment.ts';
import { LAYOUTS } from './layouts.ts';
import { rateOf, spellRate } from './rate.ts';

const CHANGES: readonly { readonly name: string; readonly change: Change }[] = [
  { name: 'every request twice as slow', change: { kind: 'all', by: 1 } },
  { name: 'one endpoint of ten twice as slow', change: { kind: 'one', by: 1 } },
  { name: 'slowest tenth of all twice as slow', change: { kind: 'slow tenth doubled', endpoints: 'all' } },
  {
    name: 'slowest tenth of one endpoint of ten twice as slow',
    change: { kind: 'slow tenth doubled', endpoints: 'one' },
  },
];

/** Load seconds before the first look. */
const { windows, window } = LAYOUTS.shipped;
const FIRST = (planLooks(windows, window * 1000)[0] ?? 0) * window;

/** A doubled p95 is plain enough for the first look, even where one endpoint has only 20 requests a second. */
export function doubling(effort: Effort): Claim {
  const comments = effort === 'full' ? 100 : 10;
  const title = `A doubled p95 fails at the first look (${FIRST} s) in at least 95 of 100 comments`;
  const cases = (['typical', 'measured'] as const).flatMap((world) =>
    CHANGES.map(({ name, change }) => ({ name, scene: sceneOf(world, change) })),
  );
  return {
    title,
    orders: cases.map(({ scene }) => ({ scene, comments })),
    conclude: (outcomes) => ({
      title,
      columns: ['world', 'true change', 'failed at the first look (95%)', 'failed at all'],
      rows: cases.map(({ name, scene }, i) => rowFor(name, scene.world, outcomes[i] ?? [])),
    }),
  };
}

function sceneOf(world: Scene['world'], change: Change): Scene {
  return { world, profile: 'simple', layout: 'shipped', delta: 0.01, change, elsewhere: false };
}

function rowFor(name: string, world: string, outcomes: readonly Outcome[]): FindingRow {
  const failed = outcomes.map((outcome) => outcome.verdict === 'fail');
  const atOnce = rateOf(outcomes.map((outcome, i) => failed[i] === true && outcome.look === 0));
  return {
    cells: [world, name, spellRate(atOnce), spellRate(rateOf(failed))],
    holds: (atOnce.of < 100 ? atOnce.high : atOnce.share) >= 0.95,
  };
}
