import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { drawFlips, sumSigned } from '../../src/statistics/flips.ts';
import { estimateEffect, invertTest } from '../../src/statistics/interval.ts';
import { mirrorPairs, type Pairs, placeScores, scorePairs } from '../../src/statistics/pairs.ts';
import { seededRandom } from '../../src/statistics/random.ts';

const flips = drawFlips(40, 4000, seededRandom('interval'));

const pairsOf = (differences: readonly number[]): Pairs => ({
  differences: Float64Array.from(differences),
  exposure: new Float64Array(differences.length).fill(1),
  weights: new Float64Array(differences.length).fill(1),
  units: Int32Array.from(differences.keys()),
  clip: 1.5,
  floor: 0.001,
});

const noise = fc.array(fc.double({ noNaN: true, min: -0.2, max: 0.2 }), { minLength: 12, maxLength: 40 });

function pValue(pairs: Pairs, effect: number): number {
  const sums = new Float64Array(flips.count);
  sumSigned(flips, placeScores(pairs, scorePairs(pairs, effect), 1), sums);
  return sums.filter((sum) => sum >= (sums[0] as number) - 1e-9).length / flips.count;
}

describe('the estimate and its interval', () => {
  it('sit around a shift that was put in', () => {
    const random = seededRandom('shift');
    const pairs = pairsOf(Array.from({ length: 40 }, () => 0.1 + 0.05 * (random() - 0.5)));
    const estimate = estimateEffect(pairs);
    const { low, high } = invertTest(flips, pairs, estimate);
    expect(estimate).toBeCloseTo(0.1, 2);
    expect(low).toBeGreaterThan(0.09);
    expect(high).toBeLessThan(0.11);
    expect(low).toBeLessThan(estimate);
    expect(high).toBeGreaterThan(estimate);
  });

  it('hold exactly what the test does not reject', () => {
    const random = seededRandom('invert');
    const pairs = pairsOf(Array.from({ length: 30 }, () => 0.02 + 0.2 * (random() - 0.5)));
    const { low } = invertTest(flips, pairs, estimateEffect(pairs));
    expect(pValue(pairs, low - 0.003)).toBeLessThanOrEqual(0.025);
    expect(pValue(pairs, low + 0.003)).toBeGreaterThan(0.025);
  });

  it('mirror when the sides are exchanged', () => {
    fc.assert(
      fc.property(noise, (values) => {
        const pairs = pairsOf(values);
        const estimate = estimateEffect(pairs);
        const { low, high } = invertTest(flips, pairs, estimate);
        const turned = mirrorPairs(pairs);
        const back = estimateEffect(turned);
        expect(back).toBeCloseTo(-estimate, 9);
        const interval = invertTest(flips, turned, back);
        expect(interval.low).toBeCloseTo(-high, 6);
        expect(interval.high).toBeCloseTo(-low, 6);
      }),
      { numRuns: 15 },
    );
  });

  it('cover a true shift about 95 times in 100', () => {
    let covered = 0;
    for (let run = 0; run < 200; run++) {
      const random = seededRandom(`run ${run}`);
      const pairs = pairsOf(Array.from({ length: 24 }, () => 0.1 * (random() + random() + random() - 1.5)));
      const fresh = drawFlips(24, 1000, random);
      const { low, high } = invertTest(fresh, pairs, estimateEffect(pairs));
      if (low <= 0 && high >= 0) covered++;
    }
    // 190 expected; four standard errors are 12.
    expect(covered).toBeGreaterThanOrEqual(178);
    expect(covered).toBeLessThanOrEqual(199);
  });

  it('shrink to the point for differences without spread', () => {
    const { low, high } = invertTest(flips, pairsOf(new Array(12).fill(0.25)), 0.25);
    expect(low).toBeCloseTo(0.25, 6);
    expect(high).toBeCloseTo(0.25, 6);
  });

  it('are unbounded when too few pairs could reject anything', () => {
    const { low, high } = invertTest(flips, pairsOf([0.1, 0.2, 0.3]), 0.2);
    expect(low).toBe(Number.NEGATIVE_INFINITY);
    expect(high).toBe(Number.POSITIVE_INFINITY);
  });
});
