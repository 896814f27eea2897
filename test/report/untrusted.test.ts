import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { renderComment } from '../../src/report/comment.ts';
import { renderSummary } from '../../src/report/summary.ts';
import { codeSpan, prose, visibleName } from '../../src/report/untrusted.ts';
import { codeTexts, outsideCode, renderMarkdown, tablesOf } from './github-markdown.ts';
import { HOSTILE, hostile } from './results.ts';

const MARKER = '<!-- plimsoll -->';

const SPECIAL = Array.from('`|\\*_~#@[]()!<>&$:-+=.1a \n\t"\'/{}');
const name = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ unit: fc.constantFrom(...SPECIAL), maxLength: 40 }),
  fc
    .array(
      fc.constantFrom(
        '`'.repeat(3),
        '`'.repeat(81),
        '|',
        '\\',
        ' ',
        '@octocat',
        '</details>',
        'x@y.zz',
        MARKER,
      ),
      { maxLength: 8 },
    )
    .map((parts) => parts.join('')),
  fc.string({ unit: 'grapheme', minLength: 115, maxLength: 130 }),
  fc.constantFrom(...HOSTILE),
);

const OWN_TAGS = new Set('code strong table thead tbody tr th td p ul li details summary h3'.split(' '));
/** What GitHub acts on: mentions, references, addresses, mathematics, commits, emoji; with a little of what follows. */
const ACTED_ON = /(?:@|#\d|GH-\d|https?:|www\.|\$|[0-9a-f]{40}|:\w+:).{0,40}/gu;

/** Nothing outside code that GitHub would act on, and no tag that the report does not write itself. */
function expectHarmless(html: string): void {
  const outside = outsideCode(html);
  const tags = Array.from(outside.matchAll(/<\/?([a-z][a-z0-9]*)/gu), ([, tag]) => tag ?? '');
  expect(tags.filter((tag) => !OWN_TAGS.has(tag))).toEqual([]);
  expect(outside.match(ACTED_ON) ?? []).toEqual([]);
  expect(outside.split('<details>').length).toBe(outside.split('</details>').length);
  for (const rows of tablesOf(html)) expect(new Set(rows.map((cells) => cells.length)).size).toBe(1);
}

describe('names that a pull request chooses', () => {
  const names = fc.sample(name, { numRuns: 5_000, seed: 20261123 });
  const chunks = Array.from({ length: 10 }, (_, at) => names.slice(at * 500, (at + 1) * 500));

  test('5,000 of them change nothing but the text in their code spans', () => {
    for (const chosen of chunks) {
      const markdown = renderComment(hostile(chosen), { marker: MARKER, budget: 10_000_000 });
      expect(markdown.slice(0, MARKER.length + 2)).toBe(`${MARKER}\n\n`);
      const html = renderMarkdown(markdown.slice(MARKER.length));
      expectHarmless(html);
      const cells = tablesOf(html).flat();
      const shown = new Set(cells.flatMap(([first]) => codeTexts(first ?? '')));
      expect(chosen.filter((one) => !shown.has(visibleName(one)))).toEqual([]);
    }
  });

  test('a summary holds them as a comment does', () => {
    expectHarmless(renderMarkdown(renderSummary(hostile(HOSTILE))));
  });

  test('a remark keeps its words and its harmlessness', () => {
    const remarks = names.slice(3).map((one, at) => `${one} and ${names[at]} or ${names[at + 1]}`);
    const html = renderMarkdown(remarks.map((one) => `- ${prose(one)}\n`).join(''));
    expectHarmless(html);
    expect(html.split('<li>').length - 1).toBe(remarks.length);
  });
});

describe('visibleName', () => {
  test.each([
    ['newline', 'a\nb'],
    ['escape', 'a\u001bb'],
    ['NUL', 'a\u0000b'],
    ['C1', 'a\u0085b'],
    ['line separator', 'a\u2028b'],
    ['bidi override', 'a\u202eb'],
    ['zero width', 'a\u200bb'],
    ['soft hyphen', 'a\u00adb'],
    ['tag character', 'a\u{e0041}b'],
    ['lone surrogate', 'a\ud800b'],
    ['variation selector', 'a\ufe0fb'],
  ])('shows that there was a %s', (_, given) => {
    expect(visibleName(given)).toMatch(/^a\ufffdb #[0-9a-f]{6}$/u);
  });

  test('leaves names alone that are plain, foreign ones and emoji included', () => {
    for (const plain of ['GET /items/{id}', 'Überweisung prüfen', '検索', 'cart 🛒'])
      expect(visibleName(plain)).toBe(plain);
  });

  test('case 10: tells names apart that are equal in their first 120 characters', () => {
    const [one, two] = [visibleName(`${'🛒'.repeat(120)}1`), visibleName(`${'🛒'.repeat(120)}2`)];
    expect(one).not.toBe(two);
    expect(Array.from(one).length).toBeLessThan(132);
  });

  test('tells names apart that differ only in what cannot be seen', () => {
    expect(visibleName('a\u200bb')).not.toBe(visibleName('a\u200cb'));
    expect(visibleName('')).not.toBe(visibleName(' '));
  });
});

describe('codeSpan', () => {
  test('outgrows any run of backticks', () => {
    expect(codeSpan('a ``` b')).toBe('```` a ``` b ````');
  });

  test('never needs a fence longer than renderers read', () => {
    const html = renderMarkdown(codeSpan(`${'`'.repeat(90)} @octocat`));
    expect(outsideCode(html)).not.toContain('@');
  });
});

describe('prose', () => {
  test('leaves plain words as words', () => {
    const sentence = '412 arrivals for head found no free virtual user; p95 moved by 3.5% (more than base).';
    expect(prose(sentence)).toBe(sentence);
  });

  test('puts in code what could be read as markup', () => {
    expect(prose('See GET /items and @octocat.')).toBe('See GET ` /items ` and ` @octocat. `');
    expect(prose('1. item')).toBe('` 1. ` item');
  });
});
