import { expect, test } from '@jest/globals';
import { createProbe, type Probe } from '../../src/core/probe.ts';

function answer(
  probe: Probe,
  window: number,
  side: number,
  durations: readonly number[],
  endpoint = 'GET /',
): void {
  for (const durationMs of durations)
    probe.request({ window, side, endpoint, durationMs, failed: false, endedAt: 0 });
}

test('has settled once both sides keep their median for two windows against the two before', () => {
  const probe = createProbe(2);
  for (const [window, median] of [30, 20, 11, 10, 10.5, 9.9].entries()) {
    answer(probe, window, 0, [median, median, median * 5]);
    answer(probe, window, 1, [10, 10, 10]);
  }
  expect(probe.hasSettled(4)).toBe(false);
  expect(probe.hasSettled(6)).toBe(true);
});

test('has not settled while a side has not answered', () => {
  const probe = createProbe(2);
  for (let window = 0; window < 6; window++) answer(probe, window, 0, [10, 10]);
  expect(probe.hasSettled(6)).toBe(false);
});

test('takes the sparsest endpoint among those that matter', () => {
  const probe = createProbe(2);
  for (const side of [0, 1]) {
    answer(probe, 0, side, new Array(900).fill(5), 'GET /list');
    answer(probe, 0, side, new Array(95).fill(5), 'GET /item');
    answer(probe, 0, side, new Array(5).fill(5), 'GET /rare');
  }
  expect(probe.sparsestRequests()).toBe(190);
});

test('counts an endpoint that only one side has as if both had it', () => {
  const probe = createProbe(2);
  answer(probe, 0, 0, new Array(100).fill(5), 'reference');
  answer(probe, 0, 1, new Array(40).fill(5), 'GET /item');
  expect(probe.sparsestRequests()).toBe(80);
});

test('knows iterations, failures and where requests strayed to', () => {
  const probe = createProbe(2);
  probe.begun(0, 0, 0);
  probe.ended(0, 0, 40, 0);
  probe.stray(0, 'http://elsewhere:1');
  probe.request({ window: 0, side: 1, endpoint: 'GET /', durationMs: 1, failed: true, endedAt: 0 });
  expect([probe.iterations, probe.iterationMs(), probe.failed, [...probe.strays()]]).toEqual([
    1,
    40,
    [0, 1],
    [['http://elsewhere:1', 1]],
  ]);
});
