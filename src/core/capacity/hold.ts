import { type Leg, soloLeg } from '../schedule.ts';
import type { Capacity } from './capacity.ts';
import { meanFinished } from './ramp.ts';
import type { Step } from './step-counter.ts';

/** Seconds under full load, after one that is not counted. */
export const HOLD = { windows: 3, warmupWindows: 1, windowMs: 1000 } as const;

/** The hold as a leg of one side. */
export const holdLeg = (): Leg => soloLeg(HOLD);

/** A hold that gets less than this share of what the ramp saw came late, or had too few users. */
const CREDIBLE = 0.9;

/**
 * What is sustained under full load with no more users than that takes. The ramp alone is rough: the hundreds of users who wait at
 * its end take processor time that the generator needs, and its steps last a second each.
 */
export function withHold(capacity: Capacity, seconds: readonly Pick<Step, 'finished'>[]): Capacity {
  const perSecond = meanFinished(seconds);
  return perSecond >= CREDIBLE * capacity.perSecond ? { ...capacity, perSecond } : capacity;
}

/** Whether more than the ramp saw may be there: neither its end nor its users were what stopped it. */
export const isWorthHolding = ({ limit }: Capacity): boolean => limit === 'service' || limit === 'generator';
