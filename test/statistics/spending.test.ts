import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { seededRandom } from '../../src/statistics/random.ts';
import { createSequentialTest, spentShare } from '../../src/statistics/spending.ts';

describe('spentShare', () => {
  it('is linear for 75 units and lets a first look at 12 spend 16% of any budget', () => {
    expect(spentShare(30, 75)).toBeCloseTo(0.4, 12);
    expect(spentShare(12, 75)).toBeCloseTo(0.16, 12);
    expect(spentShare(12, 150)).toBeCloseTo(0.16, 12);
    expect(spentShare(12, 30)).toBeCloseTo(0.16, 12);
  });

  it('grows to all of it and never beyond', () => {
    const most = fc.integer({ min: 1, max: 400 });
    fc.assert(
      fc.property(most, fc.integer({ min: 1, max: 400 }), (total, units) => {
        const spent = spentShare(units, total);
        expect(spent).toBeGreaterThanOrEqual(0);
        expect(spent).toBeLessThanOrEqual(1);
        expect(spentShare(units + 1, total)).toBeGreaterThanOrEqual(spent);
        expect(spentShare(total, total)).toBe(1);
      }),
    );
  });
});

describe('a sequential test', () => {
  it('lets no more flips cross than the level allows, however often it looks', () => {
    const tied = fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 100, maxLength: 100 });
    fc.assert(
      fc.property(fc.array(tied, { minLength: 1, maxLength: 5 }), (looks) => {
        const crossed = new Set<number>();
        const test = createSequentialTest(100);
        for (const [i, values] of looks.entries()) {
          const level = 0.02 * (i + 1);
          const { threshold } = test.look(Float64Array.from(values), level);
          for (const [flip, value] of values.entries()) if (value > threshold) crossed.add(flip);
        }
        // A flip that had crossed may lie above a later threshold again; it is in the set once.
        expect(crossed.size).toBeLessThanOrEqual(0.02 * looks.length * 100);
      }),
    );
  });

  it('does not let the observed order cross when it is tied with too many', () => {
    const test = createSequentialTest(100);
    expect(test.look(new Float64Array(100).fill(1), 0.05).crossed).toBe(false);
  });

  it('lets the observed order cross when few are as extreme', () => {
    const random = seededRandom('noise');
    const statistics = Float64Array.from({ length: 1000 }, (_, flip) => (flip < 4 ? 5 : random()));
    expect(createSequentialTest(1000).look(statistics, 0.005).crossed).toBe(true);
    expect(createSequentialTest(1000).look(statistics, 0.003).crossed).toBe(false);
  });

  it('holds the level under the null: the observed order is one flip among equals', () => {
    const random = seededRandom('null');
    let rejected = 0;
    for (let run = 0; run < 2000; run++) {
      const test = createSequentialTest(200);
      for (const level of [0.02, 0.05]) {
        const statistics = Float64Array.from({ length: 200 }, () => random());
        if (test.look(statistics, level).crossed) {
          rejected++;
          break;
        }
      }
    }
    // 5% of 2,000 with four standard errors.
    expect(rejected).toBeGreaterThan(60);
    expect(rejected).toBeLessThan(140);
  });
});
