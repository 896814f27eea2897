import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { drawFlips, sumSigned } from '../../src/statistics/flips.ts';
import { seededRandom } from '../../src/statistics/random.ts';

const flips = drawFlips(21, 200, seededRandom('flips'));

function signOf(flip: number, unit: number): number {
  const byte = flips.signs[(unit >> 3) * flips.count + flip] as number;
  return (byte >> (unit & 7)) & 1 ? 1 : -1;
}

describe('flips', () => {
  it('keep the observed order as flip 0', () => {
    for (let unit = 0; unit < 21; unit++) expect(signOf(0, unit)).toBe(1);
  });

  it('are fair coins, independent from unit to unit', () => {
    const drawn = drawFlips(16, 20_000, seededRandom('fair'));
    let ones = 0;
    let equal = 0;
    for (const byte of drawn.signs.subarray(1, 20_000)) {
      ones += byte & 1;
      equal += (byte & 1) === ((byte >> 1) & 1) ? 1 : 0;
    }
    // Five standard errors of 20,000 tosses are 1.8%.
    expect(ones / 20_000).toBeCloseTo(0.5, 1);
    expect(Math.abs(ones / 20_000 - 0.5)).toBeLessThan(0.018);
    expect(Math.abs(equal / 20_000 - 0.5)).toBeLessThan(0.018);
  });

  it('sum scores as adding them one by one would, for any number of units', () => {
    const scores = fc.array(fc.double({ noNaN: true, min: -2, max: 2 }), { maxLength: 21 });
    fc.assert(
      fc.property(scores, (values) => {
        const sums = new Float64Array(flips.count);
        sumSigned(flips, Float64Array.from(values), sums);
        for (const flip of [0, 1, 77, 199]) {
          const expected = values.reduce((sum, value, unit) => sum + signOf(flip, unit) * value, 0);
          expect(sums[flip]).toBeCloseTo(expected, 9);
        }
      }),
    );
  });

  it('do not change when the run may last longer', () => {
    const short = drawFlips(8, 50, seededRandom('same'));
    const long = drawFlips(80, 50, seededRandom('same'));
    expect(long.signs.subarray(0, 50)).toEqual(short.signs);
  });
});
