import type { Claim, Effort, FindingRow } from './claim.ts';
import type { Outcome, Scene } from './comment.ts';
import type { EarlierFigure } from './earlier-figures.ts';
import { EARLIER_FIGURES } from './earlier-figures.ts';
import { meanSeconds } from './false-alarms.ts';
import { LAYOUTS } from './layouts.ts';
import { percent, rateOf, spellRate } from './rate.ts';

const WORLDS = ['typical', 'measured'] as const;

interface Case {
  readonly scene: Scene;
  readonly earlier: EarlierFigure;
}

/**
 * How often a true change gets its right answer, and after how much load, against an earlier simulation.
 * Contradicted only where the whole 95% interval lies further behind than that.
 */
export function power(effort: Effort, layout: 'reference' | 'shipped' | 'designed'): Claim {
  const comments = effort === 'full' ? 300 : 8;
  const title = `Power and time: no more than 3 points and 10% behind the earlier simulation (${LAYOUTS[layout].title})`;
  const cases = WORLDS.flatMap((world) =>
    EARLIER_FIGURES.map((earlier): Case => ({ scene: sceneOf(world, layout, earlier), earlier })),
  );
  return {
    title,
    orders: cases.map(({ scene }) => ({ scene, comments })),
    conclude: (outcomes) => ({
      title,
      columns: [
        'world',
        'true change',
        'fail (95%)',
        'pass',
        'load until verdict',
        'earlier: fail or pass, load',
      ],
      rows: cases.map((one, i) => rowFor(one, outcomes[i] ?? [])),
    }),
  };
}

function sceneOf(world: (typeof WORLDS)[number], layout: Scene['layout'], { change }: EarlierFigure): Scene {
  return { world, profile: 'simple', layout, delta: 0.01, change, elsewhere: false };
}

function rowFor({ scene, earlier }: Case, outcomes: readonly Outcome[]): FindingRow {
  const failed = rateOf(outcomes.map((outcome) => outcome.verdict === 'fail'));
  const passed = rateOf(outcomes.map((outcome) => outcome.verdict === 'pass'));
  const figure = scene.world === 'measured' ? earlier.measured : earlier.typical;
  const right = earlier.answer === 'fail' ? failed : passed;
  return {
    cells: [
      scene.world,
      earlier.name,
      spellRate(failed),
      percent(passed.share),
      `${meanSeconds(outcomes).toFixed(0)} s`,
      `${earlier.answer} ${percent(figure.share)}, ${figure.seconds} s`,
    ],
    holds: right.high >= figure.share - 0.03 && leastSeconds(outcomes) <= 1.1 * figure.seconds,
  };
}

/** Lower end of the 95% interval of the mean load. */
function leastSeconds(outcomes: readonly Outcome[]): number {
  const mean = meanSeconds(outcomes);
  const squares = outcomes.reduce((sum, { seconds }) => sum + (seconds - mean) ** 2, 0);
  return mean - 2 * Math.sqrt(squares / Math.max(1, outcomes.length - 1) / outcomes.length);
}
