import { judgeStored } from '../../src/core/baseline/judge-stored.ts';
import type { Judgement } from '../../src/core/judgement.ts';
import { DEFAULT_POLICY } from '../../src/core/policy.ts';
import { seededRandom } from '../../src/statistics/random.ts';
import { drawLevels, recordingOf, type World } from './runs.ts';

export interface Trials {
  readonly world: World;
  /** Recordings of the default branch. */
  readonly recorded: number;
  /** Slowdown of every metric of head. */
  readonly factor: number;
  readonly comments: number;
}

export type Verdicts = Readonly<Record<Judgement['verdict'], number>>;

/** Judges as many comments, each with recordings and a head of its own. */
export function countVerdicts({ world, recorded, factor, comments }: Trials): Verdicts {
  const random = seededRandom(`${recorded}/${world.sd}/${factor}`);
  const counts = { pass: 0, fail: 0, inconclusive: 0 };
  for (let comment = 0; comment < comments; comment++) {
    const recordings = Array.from({ length: recorded }, (_, at) =>
      recordingOf(drawLevels(world, random), at),
    );
    const { verdict } = judgeStored({
      now: drawLevels(world, random, factor),
      recordings,
      form: 'ratio',
      policy: DEFAULT_POLICY,
      obstacle: null,
      limits: [],
    });
    counts[verdict]++;
  }
  return counts;
}
