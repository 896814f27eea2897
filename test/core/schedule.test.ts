import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { cutLeg, dealSchedule, slotLength, slotsPerWindow, windowLength } from '../../src/core/schedule.ts';
import { seededRandom } from '../../src/statistics/random.ts';

const count = (deal: Uint8Array, side: number): number => deal.filter((dealt) => dealt === side).length;

describe('dealing', () => {
  test('gives every side the same share of every window, whatever the shape', () => {
    const shape = fc.record({
      sides: fc.integer({ min: 2, max: 4 }),
      shares: fc.integer({ min: 1, max: 20 }),
      windows: fc.integer({ min: 1, max: 9 }),
    });
    fc.assert(
      fc.property(shape, fc.string(), ({ sides, shares, windows }, seed) => {
        const slotMs = 2000 / (sides * shares);
        const { deal } = dealSchedule({ sides, windows, windowMs: 2000, slotMs }, seededRandom(seed));
        for (let window = 0; window < windows; window++) {
          const slots = deal.subarray(window * sides * shares, (window + 1) * sides * shares);
          for (let side = 0; side < sides; side++) expect(count(slots, side)).toBe(shares);
        }
      }),
    );
  });

  test('is the same for the same seed and another for another', () => {
    const shape = { sides: 2, windows: 20, windowMs: 2000, slotMs: 50 };
    const deal = (seed: string) => [...dealSchedule(shape, seededRandom(seed)).deal];
    expect(deal('a')).toEqual(deal('a'));
    expect(deal('a')).not.toEqual(deal('b'));
  });

  test('gives either side the first slot of a window equally often', () => {
    const shape = { sides: 2, windows: 4000, windowMs: 100, slotMs: 50 };
    const { deal } = dealSchedule(shape, seededRandom('fair'));
    const headFirst = deal.filter((side, slot) => slot % 2 === 0 && side === 1).length;
    expect(Math.abs(headFirst - 2000)).toBeLessThan(4 * Math.sqrt(1000));
  });

  test('refuses slots that cannot be shared evenly', () => {
    expect(() => dealSchedule({ sides: 2, windows: 1, windowMs: 150, slotMs: 50 }, Math.random)).toThrow(
      '3 slots a window',
    );
  });
});

test('a leg carries its own windows of the schedule behind a fresh warm-up', () => {
  const schedule = dealSchedule({ sides: 2, windows: 10, windowMs: 400, slotMs: 50 }, seededRandom('run'));
  const leg = cutLeg(schedule, 3, 7, 2, seededRandom('leg'));
  expect(leg.firstWindow).toBe(3);
  expect(leg.deal).toHaveLength((2 + 4) * 8);
  expect([...leg.deal.subarray(16)]).toEqual([...schedule.deal.subarray(3 * 8, 7 * 8)]);
});

describe('slot length', () => {
  test.each([
    [0.4, 50],
    [1.25, 50],
    [5, 200],
    [8.4, 1000 / 3],
    [12, 500],
    [30, 1000],
    [90, 1000],
  ])('of a service with a median of %d ms is %d ms in windows of 2 s', (p50, slot) => {
    expect(slotLength(p50, 2000, 2)).toBe(slot);
  });

  test('always cuts the window into equal shares, and never below 50 ms', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.01, max: 5000, noNaN: true }),
        fc.constantFrom(2000, 4000, 8000),
        fc.integer({ min: 2, max: 4 }),
        (p50, windowMs, sides) => {
          const slotMs = slotLength(p50, windowMs, sides);
          expect(slotMs).toBeGreaterThanOrEqual(50);
          expect(slotsPerWindow({ sides, windows: 1, windowMs, slotMs }) % sides).toBe(0);
        },
      ),
    );
  });
});

test('windows are short where requests are plenty, long where they are few or slow', () => {
  expect(windowLength(3, 20, 2)).toBe(2000);
  expect(windowLength(3, 19, 2)).toBe(4000);
  expect(windowLength(150, 500, 2)).toBe(8000);
});
