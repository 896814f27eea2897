import { describe, expect, it } from '@jest/globals';
import { compareMeans, findChangePoints } from '../../src/statistics/change-points.ts';
import { type Random, seededRandom } from '../../src/statistics/random.ts';
import { studentTail } from '../../src/statistics/student-tail.ts';

const normal = (random: Random): number =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

const noise = (count: number, sd: number, random: Random): number[] =>
  Array.from({ length: count }, () => sd * normal(random));

const indices = (values: readonly number[]): number[] => findChangePoints(values).map(({ index }) => index);

describe('change points', () => {
  it('lie at the first value of the new level, with the means on both sides', () => {
    const [point, ...more] = findChangePoints([1, 1.1, 0.9, 1, 1.05, 2, 2.1, 1.9, 2, 2.05]);
    expect(more).toEqual([]);
    expect(point).toMatchObject({ index: 5, before: expect.closeTo(1.01), after: expect.closeTo(2.01) });
    expect(point?.pValue).toBeLessThan(1e-6);
  });

  it('are found within two commits, in noise of 3% and a creep of half a percent a week', () => {
    const random = seededRandom('steps');
    let found = 0;
    for (let series = 0; series < 40; series++) {
      const values = noise(200, 0.03, random).map(
        (value, at) =>
          value +
          (Math.log(1.005) * at) / 15 +
          (at >= 70 ? Math.log(1.12) : 0) +
          (at >= 140 ? Math.log(1.1) : 0),
      );
      const points = indices(values);
      if ([70, 140].every((step) => points.some((index) => Math.abs(index - step) <= 2))) found++;
    }
    expect(found).toBeGreaterThanOrEqual(38);
  });

  it('are seldom found in pure noise', () => {
    const random = seededRandom('noise');
    const share = (length: number, series: number): number =>
      Array.from({ length: series }, () => indices(noise(length, 0.03, random))).filter(
        (points) => points.length > 0,
      ).length / series;
    expect(share(50, 400)).toBeLessThanOrEqual(0.04);
    expect(share(200, 200)).toBeLessThanOrEqual(0.12);
  });

  it('tell two neighbouring changes apart that return to the old level', () => {
    const random = seededRandom('hump');
    const values = noise(120, 0.02, random).map((value, at) => value + (at >= 60 && at < 68 ? 0.3 : 0));
    expect(indices(values)).toEqual([60, 68]);
  });

  it('are the same each time, and move with the values', () => {
    const random = seededRandom('again');
    const values = noise(90, 0.02, random).map((value, at) => value + (at >= 30 ? 0.2 : 0));
    expect(findChangePoints(values)).toEqual(findChangePoints([...values]));
    expect(indices(values.map((value) => 5 - 3 * value))).toEqual(indices(values));
  });

  it.each([[[]], [[1]], [[1, 2]], [[4, 4, 4, 4, 4, 4]]])('are none in %j', (values) => {
    expect(findChangePoints(values)).toEqual([]);
  });

  it('are certain where nothing varies but the level', () => {
    expect(findChangePoints([1, 1, 1, 2, 2, 2])).toEqual([{ index: 3, before: 1, after: 2, pValue: 0 }]);
  });

  it('are refused in a series with gaps', () => {
    expect(() => findChangePoints([1, Number.NaN, 2])).toThrow(RangeError);
  });
});

describe('the comparison of two means', () => {
  it('is Student’s with a common variance', () => {
    // Means 2.5 and 5, common variance 15/7: t = 2.5 / √(15/7 × 9/20) with 7 degrees.
    const t = 2.5 / Math.sqrt((15 / 7) * (9 / 20));
    expect(compareMeans([1, 2, 3, 4], [3, 4, 5, 6, 7])).toBeCloseTo(studentTail(t, 7), 12);
    expect(compareMeans([1, 2, 3, 4], [3, 4, 5, 6, 7])).toBeCloseTo(0.0383, 4);
  });

  it('knows nothing of fewer than three values', () => {
    expect(compareMeans([1], [2])).toBe(1);
    expect(compareMeans([], [1, 2, 3])).toBe(1);
  });
});
