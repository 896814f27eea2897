import { expect, test } from '@jest/globals';
import { countArrivals } from '../../src/core/arrivals.ts';
import type { SampleSink } from '../../src/core/sample.ts';

function recordingSink(): SampleSink & { readonly calls: string[] } {
  const calls: string[] = [];
  const log =
    (name: string) =>
    (...values: unknown[]) =>
      void calls.push([name, ...values].join(' '));
  return {
    calls,
    request: log('request'),
    begun: log('begun'),
    ended: log('ended'),
    dropped: log('dropped'),
    check: log('check'),
    custom: log('custom'),
    stray: log('stray'),
  };
}

test('passes everything on', () => {
  const sink = recordingSink();
  const arrivals = countArrivals(sink, 2);
  arrivals.begun(3, 1, 0);
  arrivals.check(3, 1, 'ok', true);
  arrivals.ended(3, 1, 12, 0);
  arrivals.dropped(0, 4, 99);
  expect(sink.calls).toEqual(['begun 3 1 0', 'check 3 1 ok true', 'ended 3 1 12 0', 'dropped 0 4 99']);
});

test('knows what is still out', () => {
  const arrivals = countArrivals(recordingSink(), 2);
  arrivals.begun(0, 0, 0);
  arrivals.begun(0, 1, 0);
  expect(arrivals.pending()).toBe(2);
  arrivals.ended(0, 1, 5, 0);
  expect(arrivals.pending()).toBe(1);
});

test('a window is starved when a generator began too little of what it owed, not when its users were all busy', () => {
  const arrivals = countArrivals(recordingSink(), 2);
  const begin = (window: number, side: number, times: number): void => {
    for (let i = 0; i < times; i++) arrivals.begun(window, side, 0);
  };
  begin(0, 0, 100);
  begin(0, 1, 90);
  begin(1, 0, 100);
  begin(1, 1, 30);
  begin(2, 0, 100);
  begin(2, 1, 30);
  arrivals.dropped(1, 70, 0);
  expect(arrivals.starved(0, 4, 100)).toEqual([1, 3]);
});
