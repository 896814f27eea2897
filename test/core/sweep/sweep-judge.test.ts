import { describe, expect, test } from '@jest/globals';
import type { Observations } from '../../../src/core/observations.ts';
import { DEFAULT_POLICY } from '../../../src/core/policy.ts';
import { firstWindows } from '../../../src/core/replay.ts';
import { find } from '../../../src/core/sweep/rank.ts';
import { createSweepJudge } from '../../../src/core/sweep/sweep-judge.ts';
import type { SweepFinding } from '../../../src/core/sweep/swept.ts';
import { synthesizeSides } from './many-sides.ts';

const LOOKS = [16, 32, 48, 64];

/** A sweep as the pipeline conducts it; also says after how many windows each side was seen last. */
function tryOut(
  observations: Observations,
  seed = 'sweep',
  policy = DEFAULT_POLICY,
): SweepFinding & { readonly seen: number } {
  const judge = createSweepJudge({
    ...{ policy, windowsMost: observations.windows },
    ...{ seed, variants: observations.sides.length },
  });
  for (const windows of LOOKS.filter((look) => look <= observations.windows)) {
    const seen = firstWindows(observations, windows);
    if (judge.look(seen).isOver) return { ...judge.conclude(seen), seen: windows };
  }
  return { ...judge.conclude(observations), seen: observations.windows };
}

const standings = ({ variants }: SweepFinding): string[] => variants.map(({ standing }) => standing);

describe('a sweep of a faster, a slower, an equal and a dearer variant', () => {
  const found = tryOut(
    synthesizeSides({ windows: 64, seed: 'four', slowdown: [1, 0.7, 1.6, 1, 0.85], cpu: [1, 1, 1, 1, 1.3] }),
  );

  test('says which pays, which costs and which could not be told apart', () => {
    expect(standings(found)).toEqual(['today', 'pays', 'costs', 'open', 'trades']);
    expect(found.best).toBe(1);
    expect(found.order).toEqual([
      1,
      4,
      ...[0, 3].sort((a, b) => found.order.indexOf(a) - found.order.indexOf(b)),
      2,
    ]);
  });

  test('the slower one is dropped at the first look, the dearer one is not', () => {
    expect(found.variants.map(({ windows }) => windows)).toEqual([64, 64, 16, 64, 64]);
  });

  test('changes lie in their intervals', () => {
    const [, faster, slower] = found.variants;
    const gain = find(faster as SweepFinding['variants'][number], 'p95')?.change;
    expect(gain?.low).toBeLessThan(-0.3);
    expect(gain?.high).toBeGreaterThan(-0.3);
    const loss = find(slower as SweepFinding['variants'][number], 'p95')?.change;
    expect(loss?.low).toBeLessThan(0.6);
    expect(loss?.high).toBeGreaterThan(0.6);
  });
});

test('a sweep of losers alone is over at the first look', () => {
  expect(tryOut(synthesizeSides({ windows: 64, seed: 'lost', slowdown: [1, 2, 3] })).seen).toBe(16);
});

test('a variant that fails nearly everything does not serve and is ranked nowhere', () => {
  const found = tryOut(
    synthesizeSides({ windows: 64, seed: 'broken', slowdown: [1, 1, 0.7], failing: [0, 0.95, 0] }),
  );
  expect(standings(found)).toEqual(['today', 'does not serve', 'pays']);
  expect(found.order).toEqual([2, 0]);
});

test('the same observations and seed give the same finding', () => {
  const observations = synthesizeSides({ windows: 64, seed: 'again', slowdown: [1, 0.9, 1.1, 1] });
  expect(tryOut(observations)).toEqual(tryOut(observations));
});

describe('what is called better or worse that is not', () => {
  const SWEEPS = 25;
  const LOOSE = { ...DEFAULT_POLICY, alpha: 0.1 };
  const wrong = (skew: number, slowdown: readonly number[], equal: readonly number[]): number =>
    Array.from({ length: SWEEPS }, (_, run) => {
      const seed = `null-${skew}-${run}`;
      const found = tryOut(synthesizeSides({ windows: 32, seed, slowdown, skew, requests: 15 }), seed, LOOSE);
      return equal.some((side) => found.variants[side]?.standing !== 'open');
    }).filter((isWrong) => isWrong).length;

  // At 10% a count of 8 in 25 sweeps has a probability of 0.002.
  test('equal variants, their blocks skewed by pauses', () => {
    expect(wrong(0.2, [1, 1, 1, 1], [1, 2, 3])).toBeLessThan(8);
  }, 60_000);

  test('equal variants beside a faster and a slower one', () => {
    expect(wrong(0.1, [1, 0.7, 1.5, 1], [3])).toBeLessThan(8);
  }, 60_000);
});
