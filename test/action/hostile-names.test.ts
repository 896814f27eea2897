import { spawnSync } from 'node:child_process';
import { describe, expect, test } from '@jest/globals';
import { codeCell, codeSpan, prose, visibleName } from '../../src/report/untrusted.ts';
import { codeTexts, outsideCode, renderMarkdown, tablesOf } from '../report/github-markdown.ts';
import { nastyNames } from './nasty-names.ts';

const isHere = spawnSync('cmark-gfm', ['--version']).status === 0;
if (!isHere)
  process.stderr.write("hostile names are skipped: cmark-gfm, GitHub's Markdown engine, is not on PATH\n");

/** What GitHub would act on: mentions, references, addresses, mathematics, commits, emoji. */
const ACTED_ON = /@|#\d|GH-\d|:\/\/|www\.|mailto:|xmpp:|\$|(?<![0-9a-f])[0-9a-f]{40}(?![0-9a-f])|:\w+:/giu;

(isHere ? describe : describe.skip)(
  "30,000 hostile names in GitHub's Markdown engine (cases 1 to 5, 8, 10, 13 to 15)",
  () => {
    const names = nastyNames(30_000);
    const rows = names.map((name, at) => `| ${codeCell(name)} | ${at} |`);
    const items = names.map((name) => `- In ${codeSpan(name)} and so on.`);
    const remarks = names.map((name) => `- ${prose(`Seen in ${name} today.`)}`);
    const document = [
      ['| name | at |', '| --- | --: |', ...rows].join('\n'),
      '<details><summary>All</summary>',
      items.join('\n'),
      '</details>',
      remarks.join('\n'),
    ].join('\n\n');
    const html = isHere ? renderMarkdown(document) : '';

    test('every name is one cell of one row, and reads as it is', () => {
      const [table = [], ...others] = tablesOf(html);
      expect(others).toEqual([]);
      expect(table.slice(1).map(([cell = '', at]) => [codeTexts(cell), at])).toEqual(
        names.map((name, at) => [[visibleName(name)], String(at)]),
      );
    });

    test('every name in a sentence reads as it is, and the sentence around it too', () => {
      const [, inside = ''] = html.split(/<\/?details>/);
      const shown = Array.from(inside.matchAll(/<li>(.*?)<\/li>/gsu), ([, text]) => text ?? '');
      expect(shown.map((text) => codeTexts(text))).toEqual(names.map((name) => [visibleName(name)]));
      expect(new Set(shown.map(outsideCode))).toEqual(new Set(['In <code></code> and so on.']));
    });

    test('remarks that quote names stay one item each', () => {
      expect(html.split('<li>')).toHaveLength(1 + names.length * 2);
    });

    test('outside of code there is no tag of theirs, no link, no mention and nothing else to act on', () => {
      const outside = outsideCode(html);
      const tags = new Set(Array.from(outside.matchAll(/<\/?([a-z][a-z0-9]*)/gu), ([, tag]) => tag));
      expect([...tags].sort()).toEqual(
        ['code', 'details', 'li', 'summary', 'table', 'tbody', 'td', 'th', 'thead', 'tr', 'ul'].sort(),
      );
      expect(outside.match(ACTED_ON)).toBeNull();
      expect(outside).not.toContain('<!--');
      expect(outside.match(/<\/?details>/gu)).toEqual(['<details>', '</details>']);
    });

    test('nothing that cannot be seen gets through', () => {
      expect(html.isWellFormed()).toBe(true);
      expect(html.match(/[^\P{Cc}\t\n]|\p{Cf}|\p{Cs}/u)).toBeNull();
    });
  },
);
