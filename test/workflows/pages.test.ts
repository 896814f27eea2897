import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { generatePages, workflowsOf } from '../../scripts/setup-pages.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

describe('the pages on set-ups', () => {
  const pages = generatePages();

  test.each([...pages.keys()])('%s shows its workflows as `npm run generate:setups` writes them', (path) => {
    expect(read(path)).toBe(pages.get(path));
  });

  test('show every workflow that there is to copy, each once', () => {
    const shown = [...pages.values()].flatMap(workflowsOf).sort();
    expect(shown).toEqual(readdirSync(join(ROOT, 'examples/workflows')).sort());
  });

  test('are all in the list of them', () => {
    const list = read('docs/setups/README.md');
    for (const path of pages.keys()) {
      if (!path.endsWith('README.md')) expect(list).toContain(`(${path.replace('docs/setups/', '')})`);
    }
  });
});

test.each(['SECURITY.md', 'docs/security-cases.md', ...generatePages().keys()])(
  'links of %s lead to something',
  (path) => {
    const links = [...read(path).matchAll(/\]\(([^)#:]+)(#[\w-]+)?\)/g)];
    const targets = links.map(([, target = '']) => join(ROOT, dirname(path), target));
    expect(targets.filter((target) => !existsSync(target))).toEqual([]);
    const anchors = links.flatMap(([, target = '', anchor]) =>
      anchor === undefined ? [] : [{ target, anchor }],
    );
    for (const { target, anchor } of anchors) {
      expect(anchorsOf(readFileSync(join(ROOT, dirname(path), target), 'utf8'))).toContain(anchor);
    }
  },
);

/** As GitHub makes them of headings. */
const anchorsOf = (page: string): string[] =>
  [...page.matchAll(/^#+ (.*)$/gm)].map(
    ([, heading = '']) =>
      `#${heading
        .toLowerCase()
        .replaceAll(/[^\w\- ]/g, '')
        .replaceAll(' ', '-')}`,
  );
