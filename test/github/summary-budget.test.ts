import { expect, test } from '@jest/globals';
import { fitSummary, SUMMARY_BYTES } from '../../src/github/summary-budget.ts';

const bytes = (text: string): number => Buffer.byteLength(text);

test('what fits is left as it is', () => {
  const text = '😀'.repeat(SUMMARY_BYTES / 4);
  expect(fitSummary(text)).toBe(text);
});

test('case 11: the budget is bytes, and no character is halved', () => {
  const cut = fitSummary('😀'.repeat(SUMMARY_BYTES));
  expect(bytes(cut)).toBeLessThanOrEqual(SUMMARY_BYTES);
  expect(bytes(cut)).toBeGreaterThan(SUMMARY_BYTES - 1000);
  expect(cut.isWellFormed()).toBe(true);
});

test('the cut is between lines, and says that it is one', () => {
  const cut = fitSummary('| a | b |\n'.repeat(100), 500);
  expect(bytes(cut)).toBeLessThanOrEqual(500);
  expect(cut).toMatch(/^(\| a \| b \|\n)+\n\n\(Cut here/);
});

test('folds and fences that the cut left open are closed', () => {
  const cut = fitSummary(`<details>\n\n<details>\n\n\`\`\`\n${'line\n'.repeat(200)}`, 500);
  expect(cut.match(/<details/g)).toHaveLength(2);
  expect(cut.match(/<\/details>/g)).toHaveLength(2);
  expect(cut.match(/^```/gm)).toHaveLength(2);
  expect(bytes(cut)).toBeLessThanOrEqual(500);
});
