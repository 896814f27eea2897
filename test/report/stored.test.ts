import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import type { Reason } from '../../src/core/judgement.ts';
import { renderComment } from '../../src/report/comment.ts';
import { writeHeadline } from '../../src/report/headline.ts';
import { MARKDOWN, PLAIN } from '../../src/report/ink.ts';
import { renderSummary } from '../../src/report/summary.ts';
import { renderTerminal } from '../../src/report/terminal.ts';
import { codeTexts, renderMarkdown } from './github-markdown.ts';
import { HOSTILE } from './results.ts';
import { AGAINST, STORED, stored } from './stored-results.ts';

/** The files are prose: read the difference before rewriting them with UPDATE_GOLDEN=1. */
describe('comments on a stored comparison, word for word', () => {
  for (const [name, build] of Object.entries(STORED)) {
    test(name, () => {
      const file = new URL(`golden/${name}.md`, import.meta.url);
      const comment = renderComment(build(), { marker: '<!-- plimsoll -->' });
      if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(file, comment);
      expect(comment).toBe(readFileSync(file, 'utf8'));
    });
  }

  test('claim nothing that only two sides in the same seconds could show', () => {
    for (const build of Object.values(STORED)) {
      for (const text of [
        renderComment(build(), { marker: '' }),
        renderSummary(build()),
        renderTerminal(build(), { color: false, width: 120 }),
      ]) {
        expect(text).not.toMatch(/both versions|took turns|\blook \d|\bbase\b/iu);
      }
    }
  });
});

const headline = (verdict: 'fail' | 'inconclusive', reason: Reason, against = {}): string =>
  writeHeadline(stored({ verdict, reason, comparisons: [] }, against), PLAIN);

describe('the first line', () => {
  test('names one recording as one', () => {
    const nearest = { commit: 'a'.repeat(40), distance: 1 };
    expect(headline('inconclusive', { kind: 'open', windowsNeeded: null }, { runs: 1, nearest })).toMatch(
      /Against 1 recording of the default branch, at aaaaaaa, 1 commit before head left it\.$/u,
    );
  });

  test('of a first run is no warning', () => {
    expect(headline('inconclusive', { kind: 'no baseline' }, { runs: 0, nearest: null })).toMatch(
      /^⚪ No baseline yet/u,
    );
  });

  test('says that a baseline is stale, and nothing of what it holds', () => {
    const text = headline('inconclusive', { kind: 'stale', distance: 73, most: 50 });
    expect(text).toMatch(/^🟡 Stale baseline: the nearest recording lies 73 commits back\./u);
    expect(text).not.toContain('Against');
  });

  test('does not claim that base answered when only recordings did', () => {
    expect(headline('fail', { kind: 'does not serve', failedShare: 1 })).toContain('when it was recorded');
  });

  test('keeps names of other people’s making in code', () => {
    for (const name of HOSTILE) {
      const reasons: Reason[] = [
        { kind: 'missing metric', missing: [{ metric: `check:${name}`, endpoint: name }] },
        { kind: 'not comparable', differences: [`other runner image: ${name}, was x`] },
      ];
      for (const reason of reasons) {
        const result = stored(
          { verdict: 'inconclusive', reason, comparisons: [] },
          { ...AGAINST, where: name, differences: [name] },
        );
        const html = renderMarkdown(writeHeadline(result, MARKDOWN));
        expect(html.replaceAll(/<code>[^<]*<\/code>/gu, '')).not.toMatch(/<(?!\/?(?:p|strong|code)>)/u);
        expect(codeTexts(html).join('')).not.toMatch(/\u202e|\u200b/u);
      }
    }
  });
});
