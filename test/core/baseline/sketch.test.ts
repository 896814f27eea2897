import { describe, expect, it } from '@jest/globals';
import {
  mergeSketches,
  sketchCount,
  sketchLatencies,
  sketchQuantile,
} from '../../../src/core/baseline/sketch.ts';
import { createFold } from '../../../src/core/fold.ts';
import { quantile } from '../../../src/statistics/quantile.ts';
import { seededRandom } from '../../../src/statistics/random.ts';

const random = seededRandom('sketch');
const draw = (count: number, size: number): Float64Array =>
  Float64Array.from(
    { length: count },
    () => size * Math.exp(0.7 * (random() + random() + random() - 1.5)) + (random() < 0.02 ? 40 * size : 0),
  );

const encodedOf = (values: Float64Array): string =>
  sketchLatencies(new Map([['x', [values]]]))[1]?.encoded ?? '';

const POINTS = [0.01, 0.5, 0.9, 0.95, 0.99, 0.999];

/** Within 1% of a value that was there: of one of the two that the exact quantile lies between. */
function expectNear(encoded: string, values: Float64Array): void {
  const sorted = values.toSorted();
  for (const p of POINTS) {
    const rank = p * (sorted.length - 1);
    const found = sketchQuantile(encoded, p);
    expect(found).toBeGreaterThanOrEqual((sorted[Math.floor(rank)] as number) * 0.99);
    expect(found).toBeLessThanOrEqual((sorted[Math.ceil(rank)] as number) * 1.01);
  }
}

describe('a sketch', () => {
  it('keeps every quantile within 1%', () => {
    const values = draw(20_000, 8);
    expectNear(encodedOf(values), values);
    expect(sketchQuantile(encodedOf(values), 0.95) / quantile(values, 0.95)).toBeCloseTo(1, 1);
  });

  it('merges into the sketch of everything', () => {
    const parts = [draw(5000, 1), draw(9000, 300), draw(10, 0.002)];
    const whole = Float64Array.from(parts.flatMap((part) => [...part]));
    expect(mergeSketches(parts.map(encodedOf))).toBe(encodedOf(whole));
    expectNear(mergeSketches(parts.map(encodedOf)), whole);
  });

  it('knows zeros, a single value and nothing', () => {
    expect(sketchQuantile(encodedOf(Float64Array.of(0, 0, 5)), 0.5)).toBe(0);
    expect(
      sketchCount(mergeSketches([encodedOf(Float64Array.of(0, 7)), encodedOf(Float64Array.of(0))])),
    ).toBe(3);
    expect(sketchQuantile(encodedOf(Float64Array.of(5)), 0.99)).toBeCloseTo(5, 1);
    expect(sketchLatencies(new Map([['x', []]]))).toEqual([]);
    expect(sketchQuantile(mergeSketches([]), 0.5)).toBeNaN();
  });

  it.each(['', '!!!', 'gA=='])('refuses %j', (text) => {
    expect(() => sketchQuantile(text, 0.5)).toThrow(RangeError);
  });

  it('of ten endpoints with heavy traffic stays under 20 KB of JSON', () => {
    const latencies = new Map(
      Array.from({ length: 10 }, (_, i) => [`GET /items/${i}`, [draw(50_000, 2 + 30 * i)]] as const),
    );
    const size = JSON.stringify(sketchLatencies(latencies)).length;
    expect(size).toBeLessThan(20_000);
    expect(size).toBeGreaterThan(2000);
  });
});

describe('a fold', () => {
  it('sketches a side over the windows that count', () => {
    const fold = createFold({ sides: ['reference', 'head'], windows: 4 });
    for (const [window, durationMs] of [10, 20, 1000, 9999].entries()) {
      for (const side of [0, 1]) {
        for (let i = 0; i < 50; i++) {
          fold.request({
            window,
            side,
            endpoint: 'GET /',
            durationMs: durationMs * (side + 1),
            failed: false,
            endedAt: 0,
          });
        }
      }
      fold.request({ window, side: 1, endpoint: 'GET /', durationMs: 5e6, failed: true, endedAt: 0 });
    }
    fold.loseWindow(2);
    const [mix, own, ...more] = fold.sketch(1, 3);
    expect([mix?.endpoint, own?.endpoint, more]).toEqual(['', 'GET /', []]);
    expect(own?.encoded).toBe(mix?.encoded);
    expect(sketchCount(own?.encoded ?? '')).toBe(100);
    expect(sketchQuantile(own?.encoded ?? '', 1) / 40).toBeCloseTo(1, 1);
  });
});
