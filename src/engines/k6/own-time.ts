import type { Leg } from '../../core/schedule.ts';

/** Indices of the slots that a side was dealt, warm-up included, ascending. */
export const ownSlots = (leg: Leg, side: number): number[] =>
  [...leg.deal.keys()].filter((slot) => leg.deal[slot] === side);

/**
 * How far ahead of the clock a generator must take its arrivals, ms. It offers its share of the rate evenly over time, while its
 * slots come as they were dealt; with this lead no arrival comes later than its place in the slot that it belongs into.
 */
export const leadOf = (leg: Leg, side: number): number =>
  ownSlots(leg, side).reduce((lead, slot, index) => Math.max(lead, (index + 1) * leg.sides - (slot + 1)), 0) *
  leg.slotMs;
