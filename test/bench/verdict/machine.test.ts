import { describe, expect, test } from '@jest/globals';
import { drawMachine, drawOwn } from '../../../bench/verdict/machine.ts';
import { seededNoise } from '../../../bench/verdict/noise.ts';
import { WORLDS } from '../../../bench/verdict/worlds.ts';

const none = { every: Number.POSITIVE_INFINITY, length: 1, low: 1, high: 1 };

/** Fast drift of 10% and nothing else. */
const drifting = {
  ...WORLDS.quiet,
  slow: { sd: 0, tau: 1 },
  fast: { sd: 0.1, tau: 2 },
  shared: none,
  own: none,
  machineSd: 0,
  trendSd: 0,
};

const RUNS = 2000;
const STEP = 0.5;

function courses(): Float64Array[] {
  return Array.from({ length: RUNS }, (_, run) => {
    return drawMachine(drifting, 20, STEP, seededNoise(`drift ${run}`)).values;
  });
}

function meanOver(all: readonly Float64Array[], read: (values: Float64Array) => number): number {
  return all.reduce((sum, values) => sum + read(values), 0) / all.length;
}

describe('the machine', () => {
  test('drifts with the same spread from the first moment to the last', () => {
    const all = courses();
    for (const cell of [0, 20, 40]) {
      const sd = Math.sqrt(meanOver(all, (values) => (values[cell] as number) ** 2));
      expect(Math.abs(sd / 0.1 - 1)).toBeLessThan(0.06);
    }
  });

  test('forgets at the rate of its correlation time', () => {
    const all = courses();
    const together = meanOver(all, (values) => (values[10] as number) * (values[14] as number));
    expect(Math.abs(together / 0.01 - Math.exp(-1))).toBeLessThan(0.08);
  });

  test('is struck by bursts as often and as long as the world says', () => {
    const world = { ...drifting, own: { every: 20, length: 2, low: Math.E, high: Math.E } };
    const values = drawOwn(world, 200_000, STEP, seededNoise('bursts')).values;
    const share = values.reduce((sum, value) => sum + value, 0) / values.length;
    // Lengths are cut down to whole steps of 0.5 s, at least one: 1.81 s on average.
    expect(share).toBeGreaterThan(0.08);
    expect(share).toBeLessThan(0.1);
  });
});
