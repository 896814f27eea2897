import { describe, expect, it } from '@jest/globals';
import { headAlone, limitsOn } from '../../../src/core/baseline/alone.ts';
import { createFold } from '../../../src/core/fold.ts';
import { DEFAULT_POLICY, type Limit } from '../../../src/core/policy.ts';

/** A reference that answers in 500 ms beside a head that answers in 40 ms and fails one request in ten. */
function observe(sides: readonly string[]) {
  const fold = createFold({ sides, windows: 10 });
  const head = sides.length - 1;
  for (let window = 0; window < 10; window++) {
    for (let i = 0; i < 20; i++) {
      if (head > 0) {
        fold.request({ window, side: 0, endpoint: 'reference', durationMs: 500, failed: false, endedAt: 0 });
      }
      fold.request({
        window,
        side: head,
        endpoint: 'GET /',
        durationMs: 40 + (i % 3),
        failed: i % 10 === 0,
        endedAt: 0,
      });
    }
  }
  return fold.observe(10);
}

describe('head alone', () => {
  it.each([[['reference', 'head'], 1] as const, [['head'], 0] as const])(
    'among %j has its own traffic only',
    (sides, side) => {
      const alone = headAlone(observe(sides), side);
      expect(alone.sides).toEqual(['head', 'head']);
      expect(alone.endpoints.map(({ name, share }) => [name, share])).toEqual([['GET /', 1]]);
      expect(alone.mix.cells[0]).toEqual(alone.mix.cells[1]);
      expect(alone.mix.cells[0]?.requests).toEqual(new Array<number>(10).fill(20));
    },
  );

  it('is held against limits that the reference would break', () => {
    const limits: Limit[] = [
      { metric: 'p95', endpoint: null, most: 100 },
      { metric: 'p50', endpoint: 'GET /', most: 30 },
      { metric: 'errors', endpoint: null, most: 0.01 },
    ];
    const found = limitsOn(observe(['reference', 'head']), 1, { ...DEFAULT_POLICY, limits });
    expect(found.map(({ metric, breached, baseBreaks }) => [metric, breached, baseBreaks])).toEqual([
      ['p95', false, false],
      ['p50', true, false],
      ['errors', true, false],
    ]);
  });
});
