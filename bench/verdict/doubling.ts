import { planLooks } from '../../src/core/looks.ts';
import type { Change } from './changes.ts';
import type { Claim, Effort, FindingRow } from './claim.ts';
import type { Outcome, Scene } from './comment.ts';
import { LAYOUTS } from './layouts.ts';
import { rateOf, spellRate } from './rate.ts';

interface Doubled {
  readonly name: string;
  readonly change: Change;
  /** Where only a tail doubles, few requests tell; those rows are shown and promise nothing. */
  readonly promised: boolean;
}

const CHANGES: readonly Doubled[] = [
  { name: 'every request twice as slow', change: { kind: 'all', by: 1 }, promised: true },
  { name: 'one endpoint of ten twice as slow', change: { kind: 'one', by: 1 }, promised: true },
  tail('slowest fifth of all', 0.2, 'all'),
  tail('slowest fifth of one endpoint of ten', 0.2, 'one'),
  tail('slowest tenth of all', 0.1, 'all'),
  tail('slowest tenth of one endpoint of ten', 0.1, 'one'),
];

/** Load seconds before the first look. */
const { windows, window } = LAYOUTS.shipped;
const FIRST = (planLooks(windows, window * 1000)[0] ?? 0) * window;

/** A doubled latency is plain enough for the first look, even where one endpoint has only 20 requests a second. */
export function doubling(effort: Effort): Claim {
  const comments = effort === 'full' ? 100 : 20;
  const title = `Twice as slow fails at the first look (${FIRST} s) in at least 95 of 100 comments`;
  const cases = (['typical', 'measured'] as const).flatMap((world) =>
    CHANGES.map((doubled) => ({ ...doubled, scene: sceneOf(world, doubled.change) })),
  );
  return {
    title,
    orders: cases.map(({ scene }) => ({ scene, comments })),
    conclude: (outcomes) => ({
      title,
      columns: ['world', 'true change', 'failed at the first look (95%)', 'failed at all'],
      rows: cases.map((one, i) => rowFor(one, one.scene.world, outcomes[i] ?? [])),
    }),
  };
}

function sceneOf(world: Scene['world'], change: Change): Scene {
  return { world, profile: 'simple', layout: 'shipped', delta: 0.01, change, elsewhere: false };
}

function rowFor({ name, promised }: Doubled, world: string, outcomes: readonly Outcome[]): FindingRow {
  const failed = outcomes.map((outcome) => outcome.verdict === 'fail');
  const atOnce = rateOf(outcomes.map((outcome, i) => failed[i] === true && outcome.look === 0));
  return {
    cells: [world, name, spellRate(atOnce), spellRate(rateOf(failed))],
    holds: promised ? (atOnce.of < 100 ? atOnce.high : atOnce.share) >= 0.95 : null,
  };
}

function tail(whose: string, share: number, endpoints: 'one' | 'all'): Doubled {
  return {
    name: `${whose} twice as slow`,
    change: { kind: 'slowest doubled', share, endpoints },
    promised: false,
  };
}
