import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { cutMarkdown } from '../../src/github/cut-markdown.ts';
import type { Section } from '../../src/github/section.ts';
import { COMMENT_CHARACTERS, readComment, writeComment } from '../../src/github/shared-comment.ts';
import { aSection } from './impatient.ts';

const write = (sections: readonly Section[], most?: number): string =>
  writeComment('load', { run: 7, sections }, most);
const read = (text: string): readonly Section[] => readComment('load', text)?.sections ?? [];
const rows = (many: number): string =>
  `**headline**\n\n<details><summary>All</summary>\n\n| a | b |\n| --- | --- |\n${'| x | y |\n'.repeat(many)}\n</details>`;

test('what is written is read', () => {
  const section = fc.record({
    key: fc.stringMatching(/^[\w.-]{1,20}$/),
    attempt: fc.integer({ min: 1, max: 99 }),
    ending: fc.constantFrom('fail', 'error', 'inconclusive', 'cancelled', 'pass'),
    body: fc.lorem({ maxCount: 20 }),
  }) as fc.Arbitrary<Section>;
  fc.assert(
    fc.property(fc.uniqueArray(section, { selector: ({ key }) => key, maxLength: 9 }), (sections) => {
      const byKey = (a: Section, b: Section) => (a.key < b.key ? -1 : 1);
      expect([...read(write(sections))].sort(byKey)).toEqual([...sections].sort(byKey));
      expect(read(write(sections).replaceAll('\n', '\r\n'))).toHaveLength(sections.length);
    }),
  );
});

test('sections stand gravest first, then by title as people count', () => {
  const sections = [
    aSection({ key: 'a', body: '### node 20' }),
    aSection({ key: 'b', body: '### node 9' }),
    aSection({ key: 'c', body: '### node 22', ending: 'fail' }),
    aSection({ key: 'd', body: '### node 18', ending: 'inconclusive' }),
    aSection({ key: 'e', body: '### node 16', ending: 'error' }),
  ];
  expect(read(write(sections)).map(({ key }) => key)).toEqual(['c', 'e', 'd', 'b', 'a']);
  expect(write(sections)).toBe(write(sections.toReversed()));
});

test('the first line names the run and its last attempt', () => {
  const text = write([aSection({ key: 'a', attempt: 1 }), aSection({ key: 'b', attempt: 3 })]);
  expect(text.split('\n')[0]).toBe('<!-- plimsoll:load run=7 attempt=3 -->');
});

test.each([2, 8, 40, 256])('case 9: %i long sections share one comment, and none vanishes', (many) => {
  const sections = Array.from({ length: many }, (_, at) =>
    aSection({
      key: `job${at}`,
      body: `### job ${at}\n\n${rows(6000)}`,
      ending: at === many - 1 ? 'fail' : 'pass',
    }),
  );
  const text = write(sections);
  expect(text.length).toBeLessThanOrEqual(COMMENT_CHARACTERS);
  const kept = read(text);
  expect(kept).toHaveLength(many);
  expect(kept[0]).toMatchObject({ key: `job${many - 1}`, ending: 'fail' });
  const [first = 0, ...others] = kept.map(({ body }) => body.length);
  // Cut at ends of lines, so not to the character.
  expect(first + 20).toBeGreaterThan(Math.max(...others));
  for (const { body } of kept) {
    expect(body.split('<details>').length).toBe(body.split('</details>').length);
    expect(body).toContain('Cut here');
  }
});

test('what others leave of their share goes to the first that needs it', () => {
  const short = Array.from({ length: 7 }, (_, at) => aSection({ key: `pass${at}` }));
  const text = write([...short, aSection({ key: 'fail', ending: 'fail', body: rows(5500) })]);
  expect(text).not.toContain('Cut here');
  expect(text.length).toBeGreaterThan(55_000);
});

test.each([
  ['no marker', 'hello'],
  ["another key's", '<!-- plimsoll:other run=1 attempt=1 -->'],
])('a text with %s is no comment of ours', (_, text) => {
  expect(readComment('load', text)).toBeNull();
});

test('a comment that people have edited is read as far as it goes', () => {
  const text = write([aSection({ key: 'a', body: 'first' }), aSection({ key: 'b' })]);
  const mark = '<!-- plimsoll section=a attempt=1 ended=pass -->';
  const edited = `${text.replace('section=b', 'section=b;drop')}\n${mark}\nsecond\n <!-- plimsoll section=c attempt=1 ended=pass -->`;
  expect(read(edited).map(({ key, body }) => [key, body.split('\n')[0]])).toEqual([['a', 'first']]);
});

test('a cut closes what it left open and keeps whole lines, whatever the room', () => {
  fc.assert(
    fc.property(fc.integer({ min: 150, max: 3000 }), fc.constantFrom('characters', 'bytes'), (most, unit) => {
      const markdown = `${rows(50)}\n\n<details>\n\n\`\`\`\n${'🛒 line\n'.repeat(100)}\`\`\`\n\n</details>`;
      const cut = cutMarkdown(markdown, { most, unit, remark: '(cut)' });
      expect(unit === 'bytes' ? Buffer.byteLength(cut) : cut.length).toBeLessThanOrEqual(most);
      expect(cut.split('<details>').length).toBe(cut.split('</details>').length);
      expect((cut.match(/^```/gm) ?? []).length % 2).toBe(0);
      expect(cut.isWellFormed()).toBe(true);
      if (cut !== markdown) expect(cut.trimEnd()).toMatch(/\(cut\)$/);
    }),
  );
});
