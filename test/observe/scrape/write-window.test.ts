import { describe, expect, it } from '@jest/globals';
import { kindOf } from '../../../src/observe/scrape/metric-reader.ts';
import { valueBetween } from '../../../src/observe/scrape/write-window.ts';

describe('a value between two readings', () => {
  const increase = (value: number) => ({ kind: 'increase', value, events: 0 }) as const;
  const mean = (value: number, events: number) => ({ kind: 'mean', value, events }) as const;

  it('is what a counter grew by, and nothing after a restart', () => {
    expect(valueBetween(increase(5), increase(8))).toBe(3);
    expect(valueBetween(increase(5), increase(5))).toBe(0);
    expect(valueBetween(increase(5), increase(1))).toBeNull();
  });

  it('is a mean over the events in between, where there were any', () => {
    expect(valueBetween(mean(10, 4), mean(16, 6))).toBe(3);
    expect(valueBetween(mean(10, 4), mean(10, 4))).toBeNull();
    expect(valueBetween(mean(10, 4), mean(1, 6))).toBeNull();
  });

  it('is a gauge as it stands in the end', () => {
    const level = (value: number) => ({ kind: 'level', value, events: 0 }) as const;
    expect(valueBetween(level(7), level(3))).toBe(3);
  });
});

describe('the kind of a series', () => {
  it('is its type, or what its name ends with', () => {
    const types = new Map([
      ['lag_seconds', 'gauge'],
      ['sql_seconds', 'histogram'],
      ['jobs', 'counter'],
      ['odd_total', 'gauge'],
    ]);
    expect(
      ['lag_seconds', 'sql_seconds', 'jobs', 'odd_total'].map((name) => kindOf(name, { types })),
    ).toEqual(['level', 'mean', 'increase', 'level']);
    expect(['sql_seconds_sum', 'x_total', 'heap_bytes'].map((name) => kindOf(name, { types }))).toEqual([
      'increase',
      'increase',
      'level',
    ]);
  });
});
