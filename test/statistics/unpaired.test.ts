import { describe, expect, it } from '@jest/globals';
import { seededRandom } from '../../src/statistics/random.ts';
import { chanceReach, contrast, LEAST_VALUES, levelByBatches } from '../../src/statistics/unpaired.ts';

const random = seededRandom('unpaired');
const normal = (): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
const white = (length: number): number[] => Array.from({ length }, normal);

/** First-order autoregressive with unit variance. */
function red(length: number, keep: number): number[] {
  let level = normal();
  return Array.from({ length }, () => {
    level = keep * level + Math.sqrt(1 - keep ** 2) * normal();
    return level;
  });
}

const averaged = (make: () => number, times = 300): number =>
  Array.from({ length: times }, make).reduce((sum, value) => sum + value, 0) / times;

describe('the level of a series', () => {
  it('has no level below six batches of two', () => {
    expect(levelByBatches(white(LEAST_VALUES - 1))).toBeNull();
    expect(levelByBatches(white(LEAST_VALUES))?.batches).toBe(6);
  });

  it('takes independent values nearly for as many as they are', () => {
    const effective = averaged(() => levelByBatches(white(80))?.effective ?? 0);
    expect(effective).toBeGreaterThan(40);
    expect(effective).toBeLessThanOrEqual(80);
  });

  it('takes dependent values for few', () => {
    // AR(1) with 0.8: (1 - 0.8) / (1 + 0.8) of them, about 9 of 80.
    const effective = averaged(() => levelByBatches(red(80, 0.8))?.effective ?? 0);
    expect(effective).toBeGreaterThan(4);
    expect(effective).toBeLessThan(20);
  });

  it('sees drift where there is some, and little where there is none', () => {
    expect(averaged(() => levelByBatches(white(80))?.drift ?? 0)).toBeLessThan(0.3);
    expect(averaged(() => levelByBatches(red(80, 0.95))?.drift ?? 0)).toBeGreaterThan(0.5);
  });

  it('is moved little by a burst', () => {
    const calm = Array.from({ length: 60 }, (_, i) => (i % 2) / 10);
    const burst = calm.map((value, i) => (i === 17 ? 5 : value));
    const shift = (levelByBatches(burst)?.centre ?? 0) - (levelByBatches(calm)?.centre ?? 0);
    expect(shift).toBeLessThan(0.06);
  });

  it('has a little spread even where all values agree', () => {
    const level = levelByBatches(new Array<number>(20).fill(3));
    expect(level?.centre).toBe(3);
    expect(level?.error).toBeGreaterThan(0);
    expect(level?.drift).toBeGreaterThanOrEqual(0);
  });
});

describe('a contrast of two levels', () => {
  const between = (base: number[], head: number[]) => {
    const [a, b] = [levelByBatches(base), levelByBatches(head)];
    if (a === null || b === null) throw new Error('too short');
    return contrast(a, b);
  };

  it('has degrees between those of the smaller sample and of both together', () => {
    const { degrees } = between(white(80), white(80));
    expect(degrees).toBeGreaterThanOrEqual(5);
    expect(degrees).toBeLessThanOrEqual(38);
  });

  it.each([
    ['independent', () => white(75)],
    ['dependent', () => red(75, 0.7)],
  ])('of %s values exceeds its 1% reach about once in a hundred times', (_, make) => {
    const alarms = averaged(() => {
      const found = between(make(), make());
      return found.estimate > chanceReach(found, 0.01) ? 1 : 0;
    }, 1500);
    expect(alarms).toBeLessThan(0.025);
  });
});
