import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { median, medianAbsoluteDeviation, quantile, selectSmallest } from '../../src/statistics/quantile.ts';

const numbers = fc.array(fc.double({ noNaN: true, min: -1e6, max: 1e6 }), { minLength: 1, maxLength: 60 });

describe('quantile', () => {
  it('interpolates between order statistics as type 7 does', () => {
    // R: quantile(c(1, 2, 4, 8), c(.25, .5, .95))
    expect(quantile([8, 1, 4, 2], 0.25)).toBeCloseTo(1.75, 12);
    expect(quantile([8, 1, 4, 2], 0.5)).toBeCloseTo(3, 12);
    expect(quantile([8, 1, 4, 2], 0.95)).toBeCloseTo(7.4, 12);
  });

  it('is the value itself for one value and NaN for none', () => {
    expect(quantile([5], 0.95)).toBe(5);
    expect(quantile([], 0.5)).toBeNaN();
    expect(median([])).toBeNaN();
  });

  it('agrees with the median at one half', () => {
    fc.assert(fc.property(numbers, (values) => expect(median(values)).toBeCloseTo(quantile(values, 0.5), 6)));
  });
});

describe('medianAbsoluteDeviation', () => {
  it('is not moved by one wild value', () => {
    expect(medianAbsoluteDeviation([1, 2, 3, 4, 5])).toBe(1);
    expect(medianAbsoluteDeviation([1, 2, 3, 4, 5000])).toBe(1);
  });
});

describe('selectSmallest', () => {
  it('finds what sorting would put at the rank, ties or not', () => {
    const ties = fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(fc.oneof(numbers, ties), fc.nat(), (values, at) => {
        const rank = at % values.length;
        const sorted = Float64Array.from(values).sort();
        expect(selectSmallest(Float64Array.from(values), rank)).toBe(sorted[rank]);
      }),
    );
  });
});
