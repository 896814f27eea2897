import { describe, expect, it } from '@jest/globals';
import {
  addLatencies,
  addLatency,
  latencyQuantiles,
  newLatencies,
} from '../../../src/core/finished/latencies.ts';
import { seededRandom } from '../../../src/statistics/random.ts';

const SHARES = [0.5, 0.9, 0.95, 0.99];
const random = seededRandom('latencies');
const draw = (length: number): number[] => Array.from({ length }, () => 5 * Math.exp(2 * random()));

function fill(values: readonly number[]) {
  const latencies = newLatencies();
  for (const value of values) addLatency(latencies, value, 1);
  return latencies;
}

describe('latencies of a window', () => {
  it('are exact while they are few', () => {
    expect(latencyQuantiles(fill([4, 1, 3, 2, 5]), [0, 0.5, 1])).toEqual([1, 3, 5]);
  });

  it('are within half a percent when they are many, and take no more room', () => {
    const values = draw(20_000);
    const latencies = fill(values);
    const sorted = [...values].sort((a, b) => a - b);
    expect(latencies.values.length).toBe(0);
    for (const [i, found] of latencyQuantiles(latencies, SHARES).entries()) {
      const exact = sorted[Math.floor((SHARES[i] as number) * (sorted.length - 1))] as number;
      expect(Math.abs(found / exact - 1)).toBeLessThan(0.006);
    }
    expect(latencies.sum / latencies.count).toBeCloseTo(
      values.reduce((sum, value) => sum + value, 0) / 20_000,
      6,
    );
  });

  it.each([
    [10, 10],
    [10, 500],
    [500, 10],
    [500, 500],
  ])('of two windows, %d and %d, come together as one', (a, b) => {
    const [first, second] = [draw(a), draw(b)];
    const merged = fill(first);
    addLatencies(merged, fill(second));
    const whole = fill([...first, ...second]);
    expect([merged.count, merged.sum]).toEqual([whole.count, expect.closeTo(whole.sum, 6)]);
    for (const [i, found] of latencyQuantiles(merged, SHARES).entries()) {
      expect(found / (latencyQuantiles(whole, SHARES)[i] as number)).toBeCloseTo(1, 1);
    }
  });

  it('that stand for several requests count as often', () => {
    const latencies = newLatencies();
    addLatency(latencies, 1, 90);
    addLatency(latencies, 9, 10);
    expect(latencyQuantiles(latencies, [0.5, 0.99])).toEqual([1, 9]);
    addLatency(latencies, 100, 1000);
    expect(latencyQuantiles(latencies, [0.5])[0]).toBeCloseTo(100, 0);
  });
});
