import { describe, expect, test } from '@jest/globals';
import { type StartEffect, suggestAllowance } from '../../../src/core/doctor/start-effect.ts';
import { estimateStarts } from '../../../src/core/doctor/start-estimate.ts';
import { BASE, HEAD } from '../../../src/core/side.ts';
import type { Pairs } from '../../../src/statistics/pairs.ts';

const pairsOf = (differences: readonly number[], span: number): Pairs => ({
  differences: Float64Array.from(differences),
  exposure: new Float64Array(differences.length).fill(1),
  weights: new Float64Array(differences.length).fill(1),
  units: Int32Array.from(differences, (_, block) => block * span),
  clip: 1.5,
  floor: 0.001,
});

const start = (firstWindow: number, order: readonly string[]) => ({ order, startUpMs: 1, firstWindow });

describe('the estimates of starts', () => {
  test('leave out a block that straddles two of them', () => {
    const pairs = pairsOf([0, 0, 1, 1, 1, -5, 2, 2, 3, 3, 3], 2);
    const starts = [start(0, [BASE, HEAD]), start(11, [HEAD, BASE])];
    const found = estimateStarts(pairs, { starts, windows: 22 });
    expect(found.map(({ effect, baseFirst }) => [effect, baseFirst])).toEqual([
      [1, true],
      [3, false],
    ]);
  });

  test('leave out a start that was cut short', () => {
    const pairs = pairsOf([1, 2, 3, 4, 5, 6, 7, 8, 9], 1);
    const starts = [start(0, [BASE, HEAD]), start(5, [HEAD, BASE])];
    expect(estimateStarts(pairs, { starts, windows: 9 })).toHaveLength(1);
  });

  test('know the noise of windows whatever the levels of the starts', () => {
    const wave = Array.from({ length: 40 }, (_, at) => (at % 2 === 0 ? 0.01 : -0.01));
    const noiseAt = (level: number): number | undefined => {
      const pairs = pairsOf([...wave, ...wave.map((value) => value + level)], 1);
      const starts = [start(0, [BASE, HEAD]), start(40, [HEAD, BASE])];
      return estimateStarts(pairs, { starts, windows: 80 })[0]?.noise;
    };
    expect(noiseAt(0)).toBeCloseTo(((Math.PI / 2) * ((1.4826 * 0.02) / Math.SQRT2) ** 2) / 40, 12);
    expect(noiseAt(5)).toBeCloseTo(noiseAt(0) ?? Number.NaN, 12);
  });

  test('of nothing are none', () => {
    expect(estimateStarts(pairsOf([], 1), { starts: [start(0, [BASE, HEAD])], windows: 0 })).toEqual([]);
  });
});

describe('the suggested allowance', () => {
  const effect = (sd: number | null, first: number | null = null): StartEffect => ({
    ...{ metric: 'p50', starts: 20, sd, noise: 0.01, head: null },
    first: first === null ? null : { estimate: first, low: first, high: first },
  });

  test.each([
    { sd: 0.002, starts: 2, delta: 0.01 },
    { sd: 0.01, starts: 1, delta: 0.022 },
    { sd: 0.01, starts: 2, delta: 0.015 },
    { sd: 0.01, starts: 4, delta: 0.011 },
    { sd: 0.02, starts: 4, delta: 0.022 },
  ])('for an sd of $sd and $starts starts is $delta', ({ sd, starts, delta }) => {
    expect(suggestAllowance([effect(sd)], starts)).toBe(delta);
  });

  test('is that of the metric that varies most', () => {
    expect(suggestAllowance([effect(0.01), effect(0.02), effect(null)], 2)).toBe(0.03);
    expect(suggestAllowance([effect(null)], 2)).toBeNull();
  });

  test('covers the bias of the order where one start cannot cancel it', () => {
    // 1.5 × √(1%² + log(0.99)²) × √2 = 3.01%
    expect(suggestAllowance([effect(0.01, -0.01)], 1)).toBe(0.031);
    expect(suggestAllowance([effect(0.01, -0.01)], 2)).toBe(0.015);
  });
});
