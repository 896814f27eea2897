import { describe, expect, test } from '@jest/globals';
import { BLOCKS, LAYOUTS, SEQUENTIAL } from '../../../bench/verdict/layouts.ts';
import { seededNoise } from '../../../bench/verdict/noise.ts';
import { PROFILES } from '../../../bench/verdict/requests.ts';
import type { Trial } from '../../../bench/verdict/trial.ts';
import { blockOf, runBlocks, runSlots } from '../../../bench/verdict/trial.ts';
import { WORLDS } from '../../../bench/verdict/worlds.ts';
import { median, quantile } from '../../../src/statistics/quantile.ts';

const { simple, mixed } = PROFILES;

/** Natural log of a quantile of every block, by side and window. */
function levels(trial: Trial, p: number): [number[], number[]] {
  const side = (of: number): number[] =>
    Array.from({ length: trial.windows }, (_, window) => Math.log(quantile(blockOf(trial, window, of), p)));
  return [side(0), side(1)];
}

/** Figures of many trials: the median level in ms, and the scaled MAD of differences between sides in percent. */
function figures(trials: readonly Trial[], p: number): { level: number; spread: number } {
  const sides = trials.map((trial) => levels(trial, p));
  const differences = sides.flatMap(([base, head]) => head.map((value, k) => value - (base[k] as number)));
  return {
    level: Math.exp(median(sides.flat(2))),
    spread: 148.26 * median(differences.map(Math.abs)),
  };
}

function within(found: number, wanted: number, share: number): void {
  expect(Math.abs(found / wanted - 1)).toBeLessThan(share);
}

describe('a simulated comment', () => {
  // What the Python original gives over 1,000 runs of 75 windows of 4 s with slots of 200 ms and no start bias.
  test.each([
    ['quiet', simple, [8.33, 3.23], [14.82, 7.6]],
    ['typical', simple, [8.4, 3.74], [15.05, 8.36]],
    ['measured', simple, [8.41, 5.06], [15.38, 9.79]],
    ['typical', mixed, [7.55, 3.79], [28.85, 20.03]],
  ] as const)('has the figures of the original in the %s world', (name, profile, p50, p95) => {
    const world = { ...WORLDS[name], startSd: 0 };
    const trials = Array.from({ length: 16 }, (_, run) =>
      runSlots(LAYOUTS.reference, { world, profile, noise: seededNoise(`${name} ${run}`) }),
    );
    for (const [p, [level, spread]] of [
      [0.5, p50],
      [0.95, p95],
    ] as const) {
      const found = figures(trials, p);
      within(found.level, level, 0.06);
      within(found.spread, spread, 0.1);
    }
  });

  test('has the figures of the original for whole blocks, too', () => {
    const trials = (layout: typeof BLOCKS): Trial[] =>
      Array.from({ length: 16 }, (_, run) =>
        runBlocks(layout, { world: WORLDS.typical, profile: simple, noise: seededNoise(`blocks ${run}`) }),
      );
    within(figures(trials(BLOCKS), 0.5).spread, 4.82, 0.1);
    within(figures(trials(SEQUENTIAL), 0.5).spread, 7.79, 0.3);
  });

  test('is the same for the same seed and another for another', () => {
    const run = (seed: string): Float64Array =>
      runSlots(LAYOUTS.shipped, { world: WORLDS.typical, profile: simple, noise: seededNoise(seed) })
        .latencies;
    expect(run('a')).toEqual(run('a'));
    expect(run('a')).not.toEqual(run('b'));
  });

  test('gives both sides the same number of requests in every window', () => {
    const noise = seededNoise('dealing');
    const trial = runSlots(LAYOUTS.shipped, { world: WORLDS.quiet, profile: simple, noise });
    expect(trial.windows).toBe(150);
    expect(trial.perSide).toBe(200);
    expect(trial.latencies.every((latency) => latency > 0)).toBe(true);
  });

  test('makes the side started first slower, in balanced order over the starts', () => {
    const world = { ...WORLDS.quiet, startSd: 0, firstSlower: 1 };
    const noise = seededNoise('order');
    const [base, head] = levels(runSlots(LAYOUTS.shipped, { world, profile: simple, noise }), 0.5);
    const first = Array.from({ length: 10 }, (_, start) =>
      (base[15 * start] as number) > (head[15 * start] as number) ? 'base' : 'head',
    );
    expect(first.slice(0, 4)).toEqual(['base', 'head', 'head', 'base']);
    expect(first.filter((side) => side === 'base')).toHaveLength(5);
  });

  test('cancels a machine that grows slower when slots are dealt, and not when base runs first', () => {
    const world = { ...WORLDS.quiet, trendSd: 2 };
    const gap = (run: (noise: ReturnType<typeof seededNoise>) => Trial, seed: string): number => {
      const [base, head] = levels(run(seededNoise(seed)), 0.5);
      return Math.abs(median(head) - median(base));
    };
    const seeds = ['a', 'b', 'c', 'd', 'e'];
    const dealt = seeds.map((seed) =>
      gap((noise) => runSlots(LAYOUTS.shipped, { world, profile: simple, noise }), seed),
    );
    const inTurn = seeds.map((seed) =>
      gap((noise) => runBlocks(SEQUENTIAL, { world, profile: simple, noise }), seed),
    );
    expect(Math.max(...dealt)).toBeLessThan(0.1);
    expect(median(inTurn)).toBeGreaterThan(0.2);
  });
});
