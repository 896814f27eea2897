import { describe, expect, it } from '@jest/globals';
import { type QueueLeg, reduceLeg } from '../../../src/core/backlog/evidence.ts';

/** Ten messages in 100 ms; `consumed` says how many are committed by then, and readings come every 100 ms. */
function leg(consumed: (at: number) => number, until = 12_000): QueueLeg {
  const readings = Array.from({ length: until / 100 + 1 }, (_, i) => {
    const at = 100 * i;
    const end = Math.min(at, 8000) / 10;
    return { at, partitions: [{ partition: 0, end, committed: Math.min(end, consumed(at)) }] };
  });
  return { readings, from: 3, to: 6, startAt: 2000, windowMs: 2000, endedAt: 8000 };
}

describe('a start of a queue', () => {
  it('whose consumer keeps up has no growth and drains at once', () => {
    const reduced = reduceLeg(leg((at) => at / 10));
    expect(reduced?.accepted).toEqual([200, 200, 200]);
    expect(reduced?.grown).toEqual([0, 0, 0]);
    expect(reduced?.start).toMatchObject({ firstWindow: 3, before: 0, after: 0, drainMs: 0 });
  });

  it('whose consumer takes half grows by half of what it accepts, and drains in as long again', () => {
    const reduced = reduceLeg(leg((at) => at / 20, 20_000));
    expect(reduced?.consumed).toEqual([100, 100, 100]);
    expect(reduced?.grown).toEqual([100, 100, 100].map((grown) => expect.closeTo(grown, 6)));
    expect(reduced?.start).toMatchObject({ largest: 400, after: 400, drainMs: 8000 });
  });

  it('that was given up on says how long it was waited for', () => {
    expect(reduceLeg(leg((at) => at / 20))?.start).toMatchObject({ drainMs: null, waitedMs: 4000 });
  });

  it('forgives what is on its way for less than a second', () => {
    const reduced = reduceLeg(leg((at) => Math.max(0, at - 700) / 10));
    expect(reduced?.grown).toEqual([0, 0, 0]);
    expect(reduced?.start.largest).toBe(70);
  });

  it('that was not read is none, and windows without readings are unknown', () => {
    const whole = leg((at) => at / 10);
    expect(reduceLeg({ ...whole, readings: [] })).toBeNull();
    const late = { ...whole, readings: whole.readings.filter(({ at }) => at > 5000) };
    expect(reduceLeg(late)?.accepted).toEqual([null, null, expect.closeTo(200, 6)]);
  });
});
