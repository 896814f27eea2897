import type { Random } from '../../statistics/random.ts';
import type { Step } from '../capacity/step-counter.ts';
import { dealSchedule, type Leg } from '../schedule.ts';
import type { GrowthStep } from './find-stall.ts';

/** Multiples of today's load that both sides are tried at. */
export const FACTORS: readonly number[] = [0.5, 1, 1.5, 2, 3];
const HIGHEST = 3;

/** How a staircase lies in time: each side has the load for one block of every step, ms. */
export interface Stairs {
  readonly blockMs: number;
  /** The first part of a block, in which the other side's queue drains and the first iterations get under way. */
  readonly guardMs: number;
  readonly countedMs: number;
  /** On each side. */
  readonly users: number;
}

/** Long enough for a queue to show, ms. */
export const COUNTED_MS = 4500;
export interface StairsWish {
  /** Today's load, iterations per second. */
  readonly expectedRate: number;
  readonly iterationMs: number;
  readonly countedMs: number;
}

const [GUARD_MS, GUARD_MOST_MS] = [1500, 12_000];
const MOST_USERS = 1000;

/**
 * Users for the highest step even when iterations last three times as long as usual; more would only let a queue grow that
 * takes long to drain.
 */
export function planStairs({ expectedRate, iterationMs, countedMs }: StairsWish): Stairs {
  const guardMs = Math.min(GUARD_MOST_MS, Math.max(GUARD_MS, Math.ceil(1.5 * iterationMs)));
  const users = Math.ceil((3 * HIGHEST * expectedRate * iterationMs) / 1000) + 20;
  return { guardMs, countedMs, blockMs: guardMs + countedMs, users: Math.min(MOST_USERS, users) };
}

/** A leg in which each window is a step, its two blocks dealt at random. */
export function stairLeg(steps: number, { blockMs }: Stairs, random: Random): Leg {
  const shape = { sides: 2, windows: steps, windowMs: 2 * blockMs, slotMs: blockMs };
  return { ...dealSchedule(shape, random), firstWindow: 0, warmupWindows: 0 };
}

/** A step as it was counted, with the CPU time that the side took meanwhile; null where the system does not tell. */
export interface CountedStep {
  readonly factor: number;
  readonly step: Step;
  readonly cpuMs: number | null;
}

/** Counted steps in the terms of the service. */
export function readStairs(
  counted: readonly CountedStep[],
  { expectedRate, countedMs }: Pick<StairsWish, 'expectedRate' | 'countedMs'>,
): GrowthStep[] {
  const requests = counted.reduce((sum, { step }) => sum + step.requests, 0);
  const begun = counted.reduce((sum, { step }) => sum + step.begun, 0);
  const perIteration = begun > 0 ? requests / begun : 0;
  return counted.map(({ factor, step, cpuMs }) => {
    const answered = (step.goodput * countedMs) / 1000;
    return {
      factor,
      offered: factor * expectedRate * perIteration,
      goodput: step.goodput,
      failedShare: step.failedShare,
      p50Ms: step.p50Ms,
      p95Ms: step.p95Ms,
      inFlight: step.inFlight,
      cpuMs: cpuMs === null || answered === 0 ? null : cpuMs / answered,
    };
  });
}
