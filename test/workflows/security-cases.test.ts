import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from '@jest/globals';
import {
  CASES_PAGE,
  findCaseTests,
  readCaseGroups,
  readCaseTests,
  renderCasesPage,
} from '../../scripts/security-cases.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const tests = findCaseTests();
const numbers = readCaseGroups().flatMap(({ cases }) => cases.map(({ number }) => number));

test('the page is as `npm run generate:cases` writes it', () => {
  expect(readFileSync(join(ROOT, CASES_PAGE), 'utf8')).toBe(renderCasesPage(tests));
});

test('there are 72 cases, and no test claims another', () => {
  expect(numbers).toEqual(Array.from({ length: 72 }, (_, index) => index + 1));
  const claimed = tests.flatMap((each) => each.numbers);
  expect(claimed.filter((number) => !numbers.includes(number))).toEqual([]);
});

test('a case whose tests are taken away is open, in words', () => {
  const without = renderCasesPage(tests.filter((each) => !each.numbers.includes(57)));
  expect(without).toMatch(/cases have tests\. Without one: [\d, ]*\b57\b/);
  expect(without).toMatch(/^\| 57 \|.*\*\*open\*\* \|$/m);
});

test('names are read as they are written in tests', () => {
  const names = String.raw`
    test("case 6: a stranger's comment", () => {});
    test.each([['a'], ['b']])('cases 16, 17 and 18: it\'s %s', () => {});
    it('in case 5: of doubt', () => {});
    test.each([['case 45', 'record']])('%s: %s', () => {});
  `;
  expect(readCaseTests('test/x.test.ts', names)).toEqual([
    { path: 'test/x.test.ts', title: "a stranger's comment", numbers: [6] },
    { path: 'test/x.test.ts', title: "it's %s", numbers: [16, 17, 18] },
    { path: 'test/x.test.ts', title: '', numbers: [45] },
  ]);
});
