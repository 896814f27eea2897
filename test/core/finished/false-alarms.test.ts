import { describe, expect, it } from '@jest/globals';
import { judgeScene } from '../../../bench/finished/finished-runs.ts';

/** The first of the pairs that `bench/finished` counts by the hundred; the same seeds, so the same verdicts every time. */
const PAIRS = 10;
const failed = (scene: Parameters<typeof judgeScene>[0], many = PAIRS): number =>
  Array.from({ length: many }, (_, index) => judgeScene(scene, index)).filter(
    ({ verdict }) => verdict === 'fail',
  ).length;

describe('two equal runs', () => {
  it.each(['typical', 'awful', 'measured'] as const)(
    'one after the other in the %s world raise no alarm',
    (world) => {
      expect(failed({ world, order: 'one machine', change: { kind: 'none' } })).toBe(0);
    },
  );

  it('on two machines raise no alarm', () => {
    expect(failed({ world: 'typical', order: 'two machines', change: { kind: 'none' } })).toBe(0);
  });

  it('at once raise no alarm', () => {
    expect(failed({ world: 'typical', order: 'at once', change: { kind: 'none' } })).toBe(0);
  });
});

describe('a version twice as slow', () => {
  it.each(['one machine', 'at once'] as const)('fails, %s', (order) => {
    expect(failed({ world: 'typical', order, change: { kind: 'all', by: 1 } }, 3)).toBe(3);
  });
});

it('a version 15% slower is not told from moods at different times, and is at once', () => {
  const change = { kind: 'all', by: 0.15 } as const;
  const apart = judgeScene({ world: 'typical', order: 'one machine', change }, 0);
  expect(apart).toMatchObject({ verdict: 'inconclusive', reason: { kind: 'open', windowsNeeded: null } });
  expect(judgeScene({ world: 'typical', order: 'at once', change }, 0).verdict).toBe('fail');
});
