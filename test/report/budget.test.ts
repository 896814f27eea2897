import { describe, expect, test } from '@jest/globals';
import { fitBlocks, list } from '../../src/report/blocks.ts';
import { renderComment } from '../../src/report/comment.ts';
import { renderSummary } from '../../src/report/summary.ts';
import { renderMarkdown, tablesOf } from './github-markdown.ts';
import { buildResult, comparison, quietEndpoint, quietRun } from './result-builder.ts';

const MARKER = '<!-- plimsoll -->';

/** `many` endpoints whose names differ at the end, every tenth slower, the last one most of all. */
function manyEndpoints(many: number, prefix: string) {
  const slow = (name: string, change: number) =>
    comparison(name, 'p95', { base: 50, head: 60, change, half: 0.02, sees: 0.03, standing: 'worse' });
  const endpoints = Array.from({ length: many }, (_, at) =>
    at % 10 === 9 ? [slow(`${prefix}${at}`, 0.1 + at / 1000)] : quietEndpoint(`${prefix}${at}`, 40),
  );
  return buildResult({
    verdict: 'fail',
    reason: { kind: 'worse' },
    comparisons: [...quietRun(), ...endpoints.flat()],
  });
}

function expectClosed(markdown: string): void {
  expect(markdown.split('<details>').length).toBe(markdown.split('</details>').length);
  for (const rows of tablesOf(renderMarkdown(markdown)))
    expect(new Set(rows.map((row) => row.length)).size).toBe(1);
}

describe('a comment', () => {
  test.each([3_000, 10_000, 60_000])('keeps to %d characters', (budget) => {
    const comment = renderComment(manyEndpoints(5_000, 'GET /a/'), { marker: MARKER, budget });
    expect(comment.length).toBeLessThanOrEqual(budget);
    expectClosed(comment);
    expect(comment).toMatch(/\d+ rows omitted, see the result file\./u);
    expect(comment).toContain('dealt from seed');
  });

  test('keeps the worst and says how many rows it left out', () => {
    const comment = renderComment(manyEndpoints(5_000, 'GET /a/'), { marker: MARKER });
    const [, rest = ''] = comment.split('All 5000 endpoints');
    const shown = rest.split('\n').filter((line) => line.startsWith('| ` GET /a/')).length;
    expect(rest.match(/(\d+) rows omitted/u)?.[1]).toBe(String(5_000 - shown));
    expect(comment.indexOf('GET /a/4999')).toBeLessThan(comment.indexOf('GET /a/4989'));
  });

  test('leaves nothing out while all fits', () => {
    expect(renderComment(manyEndpoints(100, 'GET /a/'), { marker: MARKER })).not.toContain('omitted');
  });

  test('links to the report only where the address is one', () => {
    const link = (reportUrl: string): string =>
      renderComment(manyEndpoints(1, 'a'), { marker: MARKER, reportUrl });
    expect(link('https://github.com/o/r/actions/runs/1')).toContain(
      '[Full report](https://github.com/o/r/actions/runs/1)',
    );
    expect(link('https://x) [y](z')).not.toContain('Full report');
  });
});

describe('blocks over budget', () => {
  test('lose their last lines first, even where a shorter one would fit', () => {
    const blocks = [list(['first', 'second '.repeat(30)]), list(['third'])];
    const text = fitBlocks(blocks, { most: 120, measure: (part) => part.length });
    expect(text).toBe(
      '- first\n\n1 row omitted, see the result file.\n\n1 row omitted, see the result file.\n',
    );
  });
});

describe('a summary', () => {
  test('is cut by bytes, not characters', () => {
    const summary = renderSummary(manyEndpoints(9_000, '🛒'.repeat(100)));
    const bytes = Buffer.byteLength(summary);
    expect(bytes).toBeLessThanOrEqual(1_000_000);
    expect(bytes).toBeGreaterThan(950_000);
    expectClosed(summary);
  });

  test('shows all endpoints without a click', () => {
    const summary = renderSummary(manyEndpoints(30, 'GET /a/'));
    const [before = ''] = summary.split('| ` GET /a/0 `');
    expect(before.split('<details>').length).toBe(before.split('</details>').length);
  });
});
