import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { levelWeights, type Pairs, placeScores, scorePairs, statistic } from '../../src/statistics/pairs.ts';

const pairsOf = (differences: readonly number[], options: Partial<Pairs> = {}): Pairs => ({
  differences: Float64Array.from(differences),
  exposure: new Float64Array(differences.length).fill(1),
  weights: new Float64Array(differences.length).fill(1),
  units: Int32Array.from(differences.keys()),
  clip: 1.5,
  floor: 0.001,
  ...options,
});

const differences = fc.array(fc.double({ noNaN: true, min: -1, max: 1 }), { minLength: 8, maxLength: 30 });

describe('scorePairs', () => {
  it('turns the sign of a score, and nothing else, when the sides of a pair are exchanged', () => {
    fc.assert(
      fc.property(differences, fc.integer({ min: 0, max: 2 ** 30 - 1 }), (values, exchanged) => {
        const signs = values.map((_, i) => ((exchanged >> i) & 1 ? -1 : 1));
        const scores = scorePairs(pairsOf(values), 0);
        const turned = scorePairs(pairsOf(values.map((value, i) => value * (signs[i] as number))), 0);
        for (const [i, sign] of signs.entries())
          expect(turned[i]).toBeCloseTo((scores[i] as number) * sign, 12);
      }),
    );
  });

  it('lets no block count more than the clip', () => {
    const scores = scorePairs(pairsOf([0.01, -0.01, 0.01, -0.01, 100]), 0);
    expect(scores[4]).toBe(1.5);
  });

  it('gives nothing for differences that are all nothing', () => {
    const scores = scorePairs(pairsOf(new Array(12).fill(0)), 0);
    expect(statistic(scores)).toBe(0);
    expect(placeScores(pairsOf(new Array(12).fill(0)), scores, 1).every((score) => score === 0)).toBe(true);
  });

  it('scales an effect by exposure', () => {
    const pairs = pairsOf([2, 4], { exposure: Float64Array.of(100, 200), floor: 1 });
    expect([...scorePairs(pairs, 0.02)]).toEqual([0, 0]);
  });
});

describe('placeScores', () => {
  it('puts merged blocks on their first windows at unit length', () => {
    const pairs = pairsOf([3, 4], {
      units: Int32Array.of(0, 4),
      clip: 10,
      floor: 1,
      weights: Float64Array.of(1, 1),
    });
    const placed = placeScores(pairs, Float64Array.of(3, 4), -1);
    expect([...placed]).toEqual([-0.6, 0, 0, 0, -0.8].map((score) => expect.closeTo(score, 12)));
  });
});

describe('levelWeights', () => {
  it('counts less only what is unusually high', () => {
    const weights = levelWeights(Float64Array.of(1, 1.1, 0.9, 1, 1.05, -3, 5));
    expect(weights[5]).toBe(1);
    expect(weights[6]).toBeLessThan(0.01);
  });

  it('is 1 throughout for a machine that never changes', () => {
    expect([...levelWeights(Float64Array.of(2, 2, 2, 2))]).toEqual([1, 1, 1, 1]);
  });
});
