import { describe, expect, it } from '@jest/globals';
import { traceQueue } from '../../../src/core/backlog/curve.ts';
import { type OffsetReading, totalOffsets } from '../../../src/core/backlog/offsets.ts';

const reading = (at: number, ...partitions: [end: number, committed: number | null][]): OffsetReading => ({
  at,
  partitions: partitions.map(([end, committed], partition) => ({ partition, end, committed })),
});

describe('offsets', () => {
  it('add up over partitions, from the first reading on', () => {
    expect(totalOffsets([reading(0, [100, 100], [50, 40]), reading(500, [130, 110], [60, 50])])).toEqual([
      { at: 0, accepted: 0, consumed: -10 },
      { at: 500, accepted: 40, consumed: 10 },
    ]);
  });

  it('without a commit count what came since as waiting, not what was there before', () => {
    expect(totalOffsets([reading(0, [1000, null]), reading(500, [1020, null])])).toEqual([
      { at: 0, accepted: 0, consumed: 0 },
      { at: 500, accepted: 20, consumed: 0 },
    ]);
  });

  it('of a group that begins further back were behind from the start, so its first commit is no step', () => {
    const points = totalOffsets([
      reading(0, [1000, null]),
      reading(500, [1000, 400]),
      reading(900, [1000, 500]),
    ]);
    expect(points.map(({ consumed }) => consumed)).toEqual([-600, -600, -500]);
  });

  it('of a partition that is missing stay where they were, and a new partition begins at nothing', () => {
    const points = totalOffsets([
      reading(0, [10, 10], [20, 20]),
      reading(500, [15, 15]),
      {
        at: 900,
        partitions: [...reading(0, [15, 15], [20, 20]).partitions, { partition: 2, end: 7, committed: 7 }],
      },
    ]);
    expect(points.map(({ accepted }) => accepted)).toEqual([0, 5, 5]);
  });
});

describe('a queue between its readings', () => {
  it('is consumed evenly from commit to commit, though it commits in steps of 5 s', () => {
    const points = Array.from({ length: 23 }, (_, i) => ({
      at: 500 * i,
      accepted: 50 * i,
      consumed: 500 * Math.floor(i / 10),
    }));
    const curve = traceQueue(points);
    for (const at of [1000, 4000, 7500]) expect(curve.at(at)?.consumed).toBeCloseTo(at / 10, 6);
  });

  it('that nobody consumes stays unconsumed', () => {
    const curve = traceQueue([0, 500, 1000].map((at) => ({ at, accepted: at, consumed: 0 })));
    expect(curve.at(750)).toEqual({ accepted: 750, consumed: 0 });
  });

  it('is never consumed before it was accepted', () => {
    const curve = traceQueue([
      { at: 0, accepted: 0, consumed: 0 },
      { at: 1000, accepted: 0, consumed: 0 },
      { at: 2000, accepted: 0, consumed: 0 },
      { at: 2500, accepted: 80, consumed: 80 },
    ]);
    expect(curve.at(1500)).toEqual({ accepted: 0, consumed: 0 });
  });

  it('is unknown outside of its readings and in long gaps', () => {
    const curve = traceQueue([0, 500, 9000].map((at) => ({ at, accepted: at, consumed: at })));
    expect([-1, 250, 4000, 9001].map((at) => curve.at(at) === null)).toEqual([true, false, true, true]);
  });
});
