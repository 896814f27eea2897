import { describe, expect, it } from '@jest/globals';
import type { Capacity } from '../../../src/core/capacity/capacity.ts';
import { HOLD, holdLeg, isWorthHolding, withHold } from '../../../src/core/capacity/hold.ts';

const reached: Capacity = { perSecond: 100, limit: 'service', iterationMs: 5 };
const seconds = (...finished: number[]) => finished.map((many) => ({ finished: many }));

describe('the hold after a ramp', () => {
  it('counts for the ramp where it says more, and where it says a little less', () => {
    expect(withHold(reached, seconds(120, 130, 125))).toEqual({ ...reached, perSecond: 125 });
    expect(withHold(reached, seconds(95, 91, 93))).toEqual({ ...reached, perSecond: 93 });
  });

  it('counts for nothing where it had too little load to say anything', () => {
    expect(withHold(reached, seconds(0, 80, 90))).toBe(reached);
    expect(withHold(reached, [])).toBe(reached);
  });

  it('is left out where the ramp ended for another reason than the service or the generator', () => {
    const worth = (['service', 'generator', 'users', 'none'] as const).filter((limit) =>
      isWorthHolding({ ...reached, limit }),
    );
    expect(worth).toEqual(['service', 'generator']);
  });

  it('loads one side all the time, with a second that is not counted', () => {
    const leg = holdLeg();
    expect(leg.deal).toEqual(new Uint8Array(4));
    expect(leg.windows * leg.windowMs).toBe(3000);
    expect(leg.warmupWindows).toBe(HOLD.warmupWindows);
  });
});
