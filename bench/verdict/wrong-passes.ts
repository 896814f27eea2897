import type { Change } from './changes.ts';
import type { Claim, Effort, FindingRow } from './claim.ts';
import type { Outcome, Scene } from './comment.ts';
import { keyOf } from './comment.ts';
import { keepsBelow } from './false-alarms.ts';
import { percent, rateOf, spellRate } from './rate.ts';

/** The endpoint that changes of one endpoint happen to. */
const FIRST = 'GET /0';

/** Changes at or beyond the margin of at least one gated metric. */
const CHANGES: readonly { readonly name: string; readonly change: Change; readonly metric: string }[] = [
  {
    name: 'everything +5%: run p50 at its margin',
    change: { kind: 'all', by: 0.05 },
    metric: keyOf('p50', null),
  },
  {
    name: 'one endpoint +10%: its p50 at its margin',
    change: { kind: 'one', by: 0.1 },
    metric: keyOf('p50', FIRST),
  },
  {
    name: 'errors +0.5 pp: run errors at their margin',
    change: { kind: 'errors', by: 0.005 },
    metric: keyOf('errors', null),
  },
  {
    name: 'slowest tenth of one endpoint twice as slow: its p95 far beyond',
    change: { kind: 'slowest doubled', share: 0.1, endpoints: 'one' },
    metric: keyOf('p95', FIRST),
  },
];

/**
 * What a pass promises: had a metric that it vouches for been worse by its margin, this would have been said in at most 5%.
 * A metric whose margin could not be seen is taken out of the pass in print; how often that happened is the other column.
 */
export function wrongPasses(effort: Effort): Claim {
  const comments = effort === 'full' ? 300 : 8;
  const title = 'A pass vouches for a metric that is worse by its margin in at most 5% of comments';
  const cases = (['typical', 'measured'] as const).flatMap((world) =>
    CHANGES.map(({ name, change, metric }) => ({ name, metric, scene: sceneOf(world, change) })),
  );
  return {
    title,
    orders: cases.map(({ scene }) => ({ scene, comments })),
    conclude: (outcomes) => ({
      title,
      columns: [
        'world',
        'true change',
        'passed, vouching for it (95%)',
        'passed without it',
        'failed',
        'comments',
      ],
      rows: cases.map((each, i) => rowFor(each, outcomes[i] ?? [], effort)),
    }),
  };
}

function sceneOf(world: Scene['world'], change: Change): Scene {
  return { world, profile: 'simple', layout: 'shipped', delta: 0.01, change, elsewhere: false };
}

interface Case {
  readonly name: string;
  readonly metric: string;
  readonly scene: Scene;
}

function rowFor({ name, metric, scene }: Case, outcomes: readonly Outcome[], effort: Effort): FindingRow {
  const vouched = rateOf(outcomes.map(({ verdict, held }) => verdict === 'pass' && held.includes(metric)));
  const passed = rateOf(outcomes.map(({ verdict, held }) => verdict === 'pass' && !held.includes(metric)));
  const failed = rateOf(outcomes.map(({ verdict }) => verdict === 'fail'));
  const shares = [spellRate(vouched), percent(passed.share), percent(failed.share)];
  return {
    cells: [scene.world, name, ...shares, String(outcomes.length)],
    holds: keepsBelow(vouched, 0.05, effort),
  };
}
