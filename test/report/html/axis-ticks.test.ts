import { describe, expect, it } from '@jest/globals';
import { evenTicks, logTicks } from '../../../src/report/html/axis-ticks.ts';
import { reachOf } from '../../../src/report/html/course.ts';

const MIB = 2 ** 20;
const labels = ({ values, label }: ReturnType<typeof evenTicks>): string[] => values.map(label);

describe('ticks', () => {
  it('are round in the unit that is written', () => {
    expect(labels(evenTicks([0, 260 * MIB], 'bytes', 4))).toEqual(['0 MiB', '100 MiB', '200 MiB']);
    expect(labels(evenTicks([0.0003, 0.0009], 'ms', 3))).toEqual(['0.4 µs', '0.6 µs', '0.8 µs']);
    expect(labels(evenTicks([0, 25_000], 'ms', 3))).toEqual(['0 s', '10 s', '20 s']);
  });

  it('have as many digits as their step', () => {
    expect(labels(evenTicks([11.9, 12.42], 'ms', 4))).toEqual(['12.0 ms', '12.2 ms', '12.4 ms']);
    expect(labels(evenTicks([-0.1, 0.21], 'change', 4))).toEqual(['−10%', '0%', '+10%', '+20%']);
  });

  it('lie at powers of ten where there are many of these', () => {
    expect(labels(logTicks([4, 60], 'ms', 7))).toEqual(['5 ms', '10 ms', '20 ms', '50 ms']);
    expect(labels(logTicks([0.5, 20_000], 'ms', 7))).toEqual(['1 ms', '10 ms', '100 ms', '1000 ms', '10 s']);
  });
});

describe('the reach of an axis', () => {
  it('leaves room for what is usual, not for one stray value', () => {
    const usual = Array.from({ length: 100 }, (_, at) => 10 + (at % 5));
    expect(reachOf([...usual, 900], 0.2)[1]).toBeLessThan(20);
    expect(reachOf(usual, 0.2)[1]).toBeGreaterThanOrEqual(14);
  });

  it('is never so narrow that noise fills it', () => {
    const [low, high] = reachOf([10, 10.01], 0.2);
    expect(high - low).toBeGreaterThan(1.9);
  });
});
