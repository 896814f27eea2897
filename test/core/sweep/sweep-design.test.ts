import { expect, test } from '@jest/globals';
import { designSweep, type SweptSetting, soleChange } from '../../../src/core/sweep/sweep-design.ts';
import { todaysValues, variantName } from '../../../src/core/sweep/variant-name.ts';

const setting = (name: string, ...levels: (string | null)[]): SweptSetting => ({
  place: { kind: 'env', name },
  levels,
});

test('all combinations up to eight, today first', () => {
  const design = designSweep([setting('POOL', '5', '20', '50', '80'), setting('TTL', '0', '60')]);
  expect(design.kind).toBe('all');
  expect(design.variants).toHaveLength(8);
  expect(design.variants[0]).toEqual([0, 0]);
  expect(new Set(design.variants.map(String)).size).toBe(8);
  expect(variantName(design, 0)).toBe("today's values");
  expect(variantName(design, 3)).toBe('POOL=20, TTL=60');
  expect(todaysValues(design)).toBe('POOL=5, TTL=0');
});

test('more than eight combinations: one setting at a time, each level once', () => {
  const design = designSweep([
    setting('A', '1', '2', '3'),
    setting('B', null, 'x'),
    setting('C', '0', '7', '8', '9'),
  ]);
  expect(design.kind).toBe('one at a time');
  expect(design.variants).toEqual([
    [0, 0, 0],
    [1, 0, 0],
    [2, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
    [0, 0, 2],
    [0, 0, 3],
  ]);
  expect(design.variants.map((variant) => soleChange(variant))).toEqual([null, 0, 0, 1, 2, 2, 2]);
  expect(todaysValues(design)).toBe('A=1, B=not set, C=0');
});

test('one setting at a time on request', () => {
  const design = designSweep([setting('A', '1', '2'), setting('B', '1', '2')], 'one at a time');
  expect(design.variants).toEqual([
    [0, 0],
    [1, 0],
    [0, 1],
  ]);
});

test('too many variants, a setting without another value, and one given twice are refused', () => {
  const many = ['0', '1', '2', '3', '4', '5', '6', '7', '8'];
  expect(() => designSweep([setting('A', ...many)])).toThrow('8 is the most');
  expect(() => designSweep([setting('A', '5')])).toThrow("every value given is today's");
  expect(() => designSweep([setting('A', '5', '6'), setting('A', '5', '7')])).toThrow('given twice');
});
