import { describe, expect, it } from '@jest/globals';
import { smallestSeen, spreadOf, unitsNeeded } from '../../src/statistics/planning.ts';
import { proportionAtLeast, proportionAtMost } from '../../src/statistics/proportion.ts';
import { meanAtLeast } from '../../src/statistics/student.ts';

describe('Clopper and Pearson', () => {
  it('needs 300 clean runs for a rate of 1%', () => {
    expect(proportionAtMost(0, 300, 0.05)).toBeCloseTo(0.00994, 5);
    expect(proportionAtMost(0, 100, 0.05)).toBeCloseTo(0.0295, 4);
  });

  it('matches the published interval for 6 alarms in 2,000 runs', () => {
    expect(proportionAtLeast(6, 2000, 0.025)).toBeCloseTo(0.0011, 4);
    expect(proportionAtMost(6, 2000, 0.025)).toBeCloseTo(0.0065, 4);
  });

  it('says nothing without trials', () => {
    expect(proportionAtMost(0, 0, 0.05)).toBe(1);
    expect(proportionAtLeast(0, 0, 0.05)).toBe(0);
  });
});

describe('meanAtLeast', () => {
  it('uses the t quantile of its degrees of freedom', () => {
    // mean 2.5, sd 1.29099, n 4, t(.975, 3) = 3.18245
    expect(meanAtLeast([1, 2, 3, 4], 0.025)).toBeCloseTo(2.5 - (3.18245 * 1.29099) / 2, 4);
  });

  it('is minus infinity for one value and does not trust perfect agreement', () => {
    expect(meanAtLeast([5], 0.025)).toBe(Number.NEGATIVE_INFINITY);
    expect(meanAtLeast([1, 1, 1, 1], 0.025, 0.1)).toBeLessThan(1);
  });
});

describe('planning', () => {
  const pairs = (differences: number[], exposure: number, floor: number) => ({
    differences: Float64Array.from(differences),
    exposure: new Float64Array(differences.length).fill(exposure),
    weights: new Float64Array(differences.length).fill(1),
    units: Int32Array.from(differences.keys()),
    clip: 3,
    floor,
  });

  it('follows the square root of the windows', () => {
    const spread = spreadOf(pairs([0.1, -0.1, 0.1, -0.1], 1, 0.001), 0, false);
    expect(smallestSeen(spread, 100, 4.2)).toBeCloseTo((4.2 * 1.4826 * 0.1) / 10, 9);
    expect(unitsNeeded(30, 0.1, 0.05)).toBe(120);
  });

  it('knows that without any failure 18 new ones are needed to be seen', () => {
    const spread = spreadOf(pairs(new Array(30).fill(0), 200, 1), 0, true);
    expect(smallestSeen(spread, 30, 4.2) * 30 * 200).toBeCloseTo(4.2 ** 2, 6);
  });
});
