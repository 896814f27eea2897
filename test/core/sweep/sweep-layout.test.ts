import { expect, test } from '@jest/globals';
import type { ProbeFacts } from '../../../src/core/design.ts';
import { layOutSweep } from '../../../src/core/sweep/sweep-layout.ts';

const facts: ProbeFacts = {
  p50Ms: 5,
  iterationMs: 40,
  sparsestPerSecond: 30,
  launchMs: 800,
  settledMs: 8000,
};
const wish = { rate: 100, budgetMs: 300_000, sides: 8, starts: null, startUpMs: 4000 };

test('all load lies within the budget, warm-up included, in four starts of equal length', () => {
  const design = layOutSweep(facts, wish);
  expect(design.starts).toHaveLength(4);
  const loaded = (design.windows + 4 * design.warmupWindows) * design.windowMs + facts.settledMs;
  expect(loaded).toBeLessThanOrEqual(wish.budgetMs);
  expect(loaded).toBeGreaterThan(0.9 * wish.budgetMs);
  expect(
    new Set(design.starts.map((from, at) => (design.starts[at + 1] ?? design.windows) - from)).size,
  ).toBe(1);
});

test('slow services and short budgets have two starts', () => {
  expect(layOutSweep(facts, { ...wish, startUpMs: 45_000 }).starts).toHaveLength(2);
  expect(layOutSweep(facts, { ...wish, budgetMs: 150_000 }).starts).toHaveLength(2);
});

test('a budget that leaves too few windows is refused with one that would do', () => {
  const attempt = () => layOutSweep(facts, { ...wish, budgetMs: 40_000 });
  expect(attempt).toThrow('expected at least 12');
  const enough = layOutSweep(facts, { ...wish, budgetMs: 90_000 });
  expect(enough.windows).toBeGreaterThanOrEqual(12);
});
