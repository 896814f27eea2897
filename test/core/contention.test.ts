import { expect, test } from '@jest/globals';
import { findContention } from '../../src/core/contention.ts';
import type { Observations } from '../../src/core/observations.ts';

/** 10 windows of 2 s with 100 requests on each side, each request taking so much CPU; blocks of two windows. */
function observe(cpuMs: number | null): Observations {
  const cells = { requests: [200, 200, 200, 200, 200] };
  return {
    windows: 10,
    mix: { span: 2, cells: [cells, cells] },
    gauges: [{ metric: 'cpu', values: [0, 1].map(() => Array.from({ length: 10 }, () => cpuMs)) }],
  } as unknown as Observations;
}

test('services and generator are added up in processors', () => {
  // 2000 requests × 8 ms over 20 s are 0.8 processors.
  expect(findContention({ generatorCores: 0.9, windowMs: 2000 }, observe(8), 2)).toEqual({
    generator: 0.9,
    services: expect.closeTo(0.8),
    cores: 2,
  });
});

test.each([
  ['a machine with room', { generatorCores: 0.9, windowMs: 2000 }, observe(8), 4],
  ['a generator that takes next to nothing', { generatorCores: 0.1, windowMs: 2000 }, observe(18), 2],
  ['a generator that nobody could read', { windowMs: 2000 }, observe(18), 2],
  ['services that nobody could read', { generatorCores: 0.5, windowMs: 2000 }, observe(null), 2],
])('%s is no fight', (_, measurement, observations, cores) => {
  expect(findContention(measurement, observations, cores)).toBeNull();
});
