import { expect, test } from '@jest/globals';
import { designRun } from '../../src/core/design.ts';
import { refuseShortBudget } from '../../src/pipeline/measurement.ts';

/** A script whose rarest endpoint gets so many requests a second. */
const design = (budgetMs: number, sparsestPerSecond: number) =>
  designRun(
    { p50Ms: 20, iterationMs: 30, sparsestPerSecond, launchMs: 300, settledMs: 2000 },
    { rate: 10, budgetMs, sides: 2, starts: 1, restartable: true, startUpMs: 300 },
  );

test('a budget that holds too few windows for any verdict is refused before it is spent', () => {
  expect(() => refuseShortBudget(design(30_000, 1), 10)).toThrow(
    'the budget holds 7 windows of 4 s, a verdict needs 8',
  );
});

test('the budget that the refusal asks for is enough, and so are short windows', () => {
  refuseShortBudget(design(32_000, 1), 10);
  refuseShortBudget(design(30_000, 100), 10);
});
