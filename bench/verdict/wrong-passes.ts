import type { Change } from './changes.ts';
import type { Claim, Effort, FindingRow } from './claim.ts';
import type { Outcome, Scene } from './comment.ts';
import { keepsBelow } from './false-alarms.ts';
import { percent, rateOf, spellRate } from './rate.ts';

/** Changes at or beyond the margin of at least one gated metric. */
const CHANGES: readonly { readonly name: string; readonly change: Change }[] = [
  { name: 'everything +5%: run p50 at its margin', change: { kind: 'all', by: 0.05 } },
  { name: 'one endpoint +10%: its p50 at its margin', change: { kind: 'one', by: 0.1 } },
  { name: 'errors +0.5 pp: run errors at their margin', change: { kind: 'errors', by: 0.005 } },
  {
    name: 'slowest tenth of one endpoint twice as slow: its p95 far beyond',
    change: { kind: 'slowest doubled', share: 0.1, endpoints: 'one' },
  },
];

/** What a pass promises: had a gated metric been worse by its margin, this would have been said in at most 5%. */
export function wrongPasses(effort: Effort): Claim {
  const comments = effort === 'full' ? 300 : 8;
  const title = 'A change as large as a margin is passed in at most 5% of comments';
  const cases = (['typical', 'measured'] as const).flatMap((world) =>
    CHANGES.map(({ name, change }) => ({ name, scene: sceneOf(world, change) })),
  );
  return {
    title,
    orders: cases.map(({ scene }) => ({ scene, comments })),
    conclude: (outcomes) => ({
      title,
      columns: ['world', 'true change', 'passed (95%)', 'failed', 'comments'],
      rows: cases.map(({ name, scene }, i) => rowFor(name, scene.world, outcomes[i] ?? [], effort)),
    }),
  };
}

function sceneOf(world: Scene['world'], change: Change): Scene {
  return { world, profile: 'simple', layout: 'shipped', delta: 0.01, change, elsewhere: false };
}

function rowFor(name: string, world: string, outcomes: readonly Outcome[], effort: Effort): FindingRow {
  const passed = rateOf(outcomes.map((outcome) => outcome.verdict === 'pass'));
  const failed = rateOf(outcomes.map((outcome) => outcome.verdict === 'fail'));
  return {
    cells: [world, name, spellRate(passed), percent(failed.share), String(outcomes.length)],
    holds: keepsBelow(passed, 0.05, effort),
  };
}
