import { expect, it } from '@jest/globals';
import { findLoadTime } from '../../src/core/load-time.ts';
import type { Measurement } from '../../src/core/result.ts';
import { RESULTS } from '../report/results.ts';

const order = ['base', 'head'];
const measured = (starts: Measurement['starts'], windows: number): Measurement => ({
  ...(RESULTS['fail-one-endpoint']?.().measurement as Measurement),
  windowMs: 2000,
  windows,
  starts,
});

it('goes from the first counted window to the end of the last, the pause between starts included', () => {
  const starts = [
    { order, startUpMs: 1, firstWindow: 0, startAt: 1_000_000.25 },
    { order, startUpMs: 1, firstWindow: 15, startAt: 1_050_000.5 },
  ];
  expect(findLoadTime(measured(starts, 20))).toEqual({ from: 1_000_000, to: 1_060_001 });
});

it('ends with what was judged, though there was a start after it', () => {
  const starts = [
    { order, startUpMs: 1, firstWindow: 0, startAt: 1_000_000 },
    { order, startUpMs: 1, firstWindow: 15, startAt: 1_050_000 },
  ];
  expect(findLoadTime(measured(starts, 12))).toEqual({ from: 1_000_000, to: 1_024_000 });
});

it.each([
  ['nobody wrote it down', [{ order, startUpMs: 1, firstWindow: 0 }]],
  ['nothing was counted', [{ order, startUpMs: 1, firstWindow: 20, startAt: 1e12 }]],
  ['there was no start', []],
  [
    'starts are in no order',
    [
      { order, startUpMs: 1, firstWindow: 0, startAt: 2e12 },
      { order, startUpMs: 1, firstWindow: 15, startAt: 1e12 },
    ],
  ],
])('is not known where %s', (_, starts) => {
  expect(findLoadTime(measured(starts, 20))).toBeNull();
});
