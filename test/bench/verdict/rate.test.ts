import { describe, expect, test } from '@jest/globals';
import { rateOf } from '../../../bench/verdict/rate.ts';

const hits = (count: number, of: number): boolean[] => Array.from({ length: of }, (_, i) => i < count);

describe('a rate', () => {
  // scipy: beta.ppf(.025, 6, 1995) and beta.ppf(.975, 7, 1994).
  test('has its Clopper-Pearson interval', () => {
    const rate = rateOf(hits(6, 2000));
    expect(rate.share).toBe(0.003);
    expect(rate.low).toBeCloseTo(0.0011017, 6);
    expect(rate.high).toBeCloseTo(0.0065187, 6);
  });

  test('of never and always reaches 0 and 1', () => {
    expect(rateOf(hits(0, 100)).low).toBe(0);
    expect(rateOf(hits(0, 100)).high).toBeCloseTo(0.0362, 4);
    expect(rateOf(hits(100, 100)).high).toBe(1);
  });
});
