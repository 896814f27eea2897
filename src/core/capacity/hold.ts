import type { Leg } from '../schedule.ts';
import type { Capacity } from './capacity.ts';
import type { Step } from './step-counter.ts';

/** Seconds under full load, after one that is not counted. */
export const HOLD = { windows: 3, warmupWindows: 1, windowMs: 1000 } as const;

/** The hold as a leg of one side. */
export const holdLeg = (): Leg => ({
  ...HOLD,
  sides: 1,
  slotMs: HOLD.windowMs,
  firstWindow: 0,
  deal: new Uint8Array(HOLD.warmupWindows + HOLD.windows),
});

/** A hold that gets less than this share of what the ramp saw came late, or had too few users. */
const CREDIBLE = 0.9;

/**
 * What is sustained under full load with no more users than that takes. The ramp overshoots: hundreds of users who wait cost the
 * generator processor time that it needs, and its last steps last a second each.
 */
export function withHold(capacity: Capacity, seconds: readonly Pick<Step, 'finished'>[]): Capacity {
  const perSecond = seconds.reduce((sum, { finished }) => sum + finished, 0) / Math.max(1, seconds.length);
  return perSecond >= CREDIBLE * capacity.perSecond ? { ...capacity, perSecond } : capacity;
}

/** Whether more than the ramp saw may be there: neither its end nor its users were what stopped it. */
export const isWorthHolding = ({ limit }: Capacity): boolean => limit === 'service' || limit === 'generator';
