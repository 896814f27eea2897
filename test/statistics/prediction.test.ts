import { describe, expect, it } from '@jest/globals';
import { predictNext, reachOf, seenWithPower } from '../../src/statistics/prediction.ts';
import { seededRandom } from '../../src/statistics/random.ts';
import { studentTail } from '../../src/statistics/student-tail.ts';

const GUARD = { floor: 0.02, prior: { sd: 0.1, degrees: 3 } };

describe('the prediction of one more value', () => {
  it('is Student’s', () => {
    const prediction = predictNext([1, 2, 3, 4, 5], GUARD);
    // sd 1.5811 × √(6/5); the 97.5% point of t with 4 degrees is 2.776445.
    expect(prediction).toEqual({ centre: 3, sd: expect.closeTo(1.7320508), degrees: 4 });
    expect(prediction === null ? 0 : reachOf(prediction, 0.025)).toBeCloseTo(4.80894, 4);
  });

  it('is exceeded as often as promised', () => {
    const random = seededRandom('prediction');
    const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    let beyond = 0;
    for (let trial = 0; trial < 20_000; trial++) {
      const prediction = predictNext([normal(), normal(), normal(), normal()], GUARD);
      if (prediction !== null && normal() > prediction.centre + reachOf(prediction, 0.05)) beyond++;
    }
    expect(beyond / 20_000).toBeGreaterThan(0.045);
    expect(beyond / 20_000).toBeLessThan(0.055);
  });

  it('never believes in a spread below the floor', () => {
    expect(predictNext([1, 1, 1, 1], GUARD)?.sd).toBeCloseTo(0.02 * Math.sqrt(1.25));
  });

  it('takes a prior where there is next to no spread of its own', () => {
    expect(predictNext([7], GUARD)).toEqual({ centre: 7, sd: expect.closeTo(0.1 * Math.SQRT2), degrees: 3 });
    expect(predictNext([7, 7.05], GUARD)?.degrees).toBe(3);
    expect(predictNext([1, 2], GUARD)?.sd).toBeCloseTo(Math.SQRT1_2 * Math.sqrt(1.5));
  });

  it('says nothing of nothing', () => {
    expect(predictNext([], GUARD)).toBeNull();
    expect(predictNext([1, Number.NaN, 2], GUARD)).toBeNull();
  });

  it('knows what would be seen in four of five cases', () => {
    const prediction = { centre: 0, sd: 1, degrees: 19 };
    // With 19 degrees the 99% point of t is 2.539483, the 80% point 0.860951.
    expect(seenWithPower(prediction, 0.01)).toBeCloseTo(3.400434, 5);
  });
});

describe('the tails of Student’s t', () => {
  // From tables of t.
  it.each([
    [12.7062, 1, 0.05],
    [4.302653, 2, 0.05],
    [3.182446, 3, 0.05],
    [2.776445, 4, 0.05],
    [2.570582, 5, 0.05],
    [2.042272, 30, 0.05],
    [8.610302, 4, 0.001],
  ])('at %d with %d degrees hold %d', (t, degrees, p) => {
    expect(studentTail(t, degrees)).toBeCloseTo(p, 6);
    expect(studentTail(-t, degrees)).toBeCloseTo(p, 6);
  });

  it('are everything at 0 and nothing at infinity', () => {
    expect(studentTail(0, 7)).toBe(1);
    expect(studentTail(Number.POSITIVE_INFINITY, 7)).toBe(0);
    expect(studentTail(Number.NaN, 7)).toBeNaN();
  });
});
