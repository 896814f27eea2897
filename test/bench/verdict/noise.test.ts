import { describe, expect, test } from '@jest/globals';
import { drawBinomial, drawPoisson, seededNoise } from '../../../bench/verdict/noise.ts';

const DRAWS = 200_000;

function draw(next: () => number): Float64Array {
  return Float64Array.from({ length: DRAWS }, next);
}

const meanOf = (values: Float64Array): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

describe('noise', () => {
  test('normal draws have the moments and the tail of a normal', () => {
    const values = draw(seededNoise('moments').normal);
    expect(meanOf(values)).toBeCloseTo(0, 2);
    expect(meanOf(values.map((value) => value ** 2))).toBeCloseTo(1, 1.5);
    expect(meanOf(values.map((value) => value ** 4))).toBeCloseTo(3, 0.5);
    // P(|x| > 3.4426) = 0.000576: only the separately drawn tail of the ziggurat lies there.
    const beyond = values.filter((value) => Math.abs(value) > 3.4426).length / DRAWS;
    expect(beyond).toBeGreaterThan(0.0004);
    expect(beyond).toBeLessThan(0.0008);
  });

  test('exponential, Poisson and binomial draws have their means', () => {
    const noise = seededNoise('means');
    expect(meanOf(draw(noise.exponential))).toBeCloseTo(1, 1.5);
    expect(meanOf(draw(() => drawPoisson(noise, 3)))).toBeCloseTo(3, 1.5);
    const binomial = draw(() => drawBinomial(noise, 20, 0.1));
    expect(meanOf(binomial)).toBeCloseTo(2, 1.5);
    expect(binomial.every((count) => count <= 20)).toBe(true);
  });

  test('a binomial of share 0 never succeeds', () => {
    const noise = seededNoise('never');
    for (let i = 0; i < 1000; i++) expect(drawBinomial(noise, 40, 0)).toBe(0);
  });
});
