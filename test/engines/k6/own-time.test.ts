import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { cutLeg, dealSchedule } from '../../../src/core/schedule.ts';
import { leadOf, ownSlots } from '../../../src/engines/k6/own-time.ts';
import { seededRandom } from '../../../src/statistics/random.ts';

const legOf = (deal: readonly number[]) => ({
  sides: 2,
  windows: 1,
  windowMs: deal.length * 50,
  slotMs: 50,
  firstWindow: 0,
  warmupWindows: 0,
  deal: Uint8Array.from(deal),
});

test('a side whose slots come last in turn needs no lead, one whose slots come first needs much', () => {
  expect(ownSlots(legOf([0, 1, 0, 1]), 1)).toEqual([1, 3]);
  expect([leadOf(legOf([0, 1, 0, 1]), 0), leadOf(legOf([0, 1, 0, 1]), 1)]).toEqual([50, 0]);
  expect(leadOf(legOf([0, 0, 0, 1, 1, 1]), 0)).toBe(150);
});

test('with its lead no arrival comes later than its place in the slot that it belongs into', () => {
  fc.assert(
    fc.property(fc.string(), fc.constantFrom(2, 3, 8), fc.constantFrom(0, 1), (seed, sides, side) => {
      const random = seededRandom(seed);
      const shape = { sides, windows: 5, windowMs: 1200, slotMs: 50 };
      const leg = cutLeg(dealSchedule(shape, random), 0, 5, 1, random);
      const lead = leadOf(leg, side);
      for (const [nth, slot] of ownSlots(leg, side).entries()) {
        // The first and the last arrival of the slot; between them both sides of the inequality are straight lines.
        for (const into of [0, leg.slotMs]) {
          const arrival = (nth * leg.slotMs + into) * sides - lead;
          expect(arrival).toBeLessThanOrEqual(slot * leg.slotMs + into);
        }
      }
    }),
  );
});
