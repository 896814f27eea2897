import { describe, expect, test } from '@jest/globals';
import { allowanceFor, designRun, startOrder } from '../../src/core/design.ts';

const facts = { p50Ms: 2, iterationMs: 20, sparsestPerSecond: 50, launchMs: 600, settledMs: 5000 };
const wish = { rate: 100, budgetMs: 300_000, sides: 2, starts: null, restartable: true, startUpMs: 500 };

describe('starts', () => {
  test('of a quick service come every 15 windows, an even number of them', () => {
    expect(designRun(facts, wish).starts).toEqual([0, 15, 30, 45, 60, 75, 90, 105, 120, 135]);
  });

  test('of a slow service are two, balanced by the look at 60 windows', () => {
    expect(designRun(facts, { ...wish, startUpMs: 20_000 }).starts).toEqual([0, 30]);
  });

  test('are one where a start takes over a minute or we do not start the service', () => {
    expect(designRun(facts, { ...wish, startUpMs: 61_000 }).starts).toEqual([0]);
    expect(designRun(facts, { ...wish, restartable: false, starts: 4 }).starts).toEqual([0]);
  });

  test('obey the user and fit into a short budget', () => {
    expect(designRun(facts, { ...wish, starts: 4 }).starts).toEqual([0, 15, 30, 45]);
    expect(designRun(facts, { ...wish, budgetMs: 30_000 }).starts).toEqual([0, 7]);
  });

  test('of three sides come more often, because they have fewer windows', () => {
    expect(designRun(facts, { ...wish, sides: 3, budgetMs: 72_000 }).starts).toEqual([0, 9, 18, 27]);
    expect(designRun(facts, { ...wish, sides: 3, budgetMs: 72_000, startUpMs: 20_000 }).starts).toEqual([
      0, 18,
    ]);
  });

  test('put each side first equally often over every two of them, and early equally often over four', () => {
    const first = [0, 1, 2, 3, 4, 5, 6, 7].map((start) => startOrder(start, 2)[0]);
    expect(first).toEqual([0, 1, 1, 0, 0, 1, 1, 0]);
  });
});

test('the allowance shrinks with the number of starts, down to 1%', () => {
  expect([1, 2, 4, 10].map(allowanceFor)).toEqual([0.0212, 0.015, 0.0106, 0.01]);
});

test('windows fill the budget, and slots follow the median', () => {
  expect(designRun(facts, wish)).toMatchObject({ windowMs: 2000, windows: 150, slotMs: 1000 / 13 });
  expect(designRun({ ...facts, sparsestPerSecond: 5 }, wish)).toMatchObject({ windowMs: 4000, windows: 75 });
});

test('users cover slow iterations with a reserve', () => {
  const { users } = designRun({ ...facts, iterationMs: 500 }, wish);
  expect(users.ready).toBeGreaterThanOrEqual(50 * 0.5);
  expect(users.most).toBeGreaterThan(2 * users.ready);
});
