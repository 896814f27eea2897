import { expect, test } from '@jest/globals';
import { createFold } from '../../../src/core/fold.ts';
import { foldKept } from '../../../src/core/sweep/kept-fold.ts';
import { viewPair } from '../../../src/core/sweep/pair-view.ts';
import { synthesizeSides } from './many-sides.ts';

test('a pair is the first side and another, in the windows that both took part in', () => {
  const all = synthesizeSides({ windows: 8, seed: 'pair', slowdown: [1, 2, 3] });
  const pair = viewPair(all, 2, 4);
  expect(pair.sides).toEqual(['v1', 'v3']);
  expect(pair.windows).toBe(4);
  expect(pair.mix.cells.map(({ p50 }) => p50)).toEqual([
    all.mix.cells[0]?.p50.slice(0, 4),
    all.mix.cells[2]?.p50.slice(0, 4),
  ]);
  expect(pair.gauges[0]?.values).toEqual([
    all.gauges[0]?.values[0]?.slice(0, 4),
    all.gauges[0]?.values[2]?.slice(0, 4),
  ]);
});

test('what a leg of few sides tells is booked on the sides of the run', () => {
  const fold = createFold({ sides: ['v1', 'v2', 'v3'], windows: 1 });
  const leg = foldKept(fold, [0, 2]);
  const request = { endpoint: 'GET /', durationMs: 10, failed: false, endedAt: 0, window: 0 };
  for (let i = 0; i < 36; i++) leg.request({ ...request, side: 1 });
  leg.addPeakMemory(1, 500);
  const { mix, peakMemory } = fold.observe(1);
  expect(mix.cells.map(({ requests }) => requests[0])).toEqual([0, 0, 36]);
  expect(peakMemory).toEqual([[], [], [500]]);
});
