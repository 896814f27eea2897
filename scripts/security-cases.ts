import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { markdownTable } from 'markdown-table';
import { parse } from 'yaml';

const ROOT = resolve(import.meta.dirname, '..');
export const CASES_PAGE = 'docs/security-cases.md';

/** Something that a reviewer may try, and what comes of it for whoever looks. */
interface SecurityCase {
  readonly number: number;
  readonly tried: string;
  readonly seen: string;
  /** What stands for the real thing where it cannot be had in a test. */
  readonly standsIn?: string;
}

interface CaseGroup {
  readonly letter: string;
  readonly title: string;
  readonly cases: readonly SecurityCase[];
}

/** All that are meant to hold, with the numbers that tests carry in their names. */
export const readCaseGroups = (): readonly CaseGroup[] =>
  parse(readFileSync(join(ROOT, 'scripts/security-cases.yml'), 'utf8'));

export interface CaseTest {
  readonly path: string;
  readonly title: string;
  readonly numbers: readonly number[];
}

/** A text in a test file that begins with `case 7: ` or `cases 7, 8 and 9: `, or the number alone, in a row of a table of tests. */
const TITLE = /(['"`])(cases? (\d+(?:(?:, | and )\d+)*)(?:: (?:\\.|(?!\1)[^\\\n])*)?)\1/g;

/** Tests that say which cases they hold, in the order of their files. */
export function findCaseTests(): readonly CaseTest[] {
  const paths = readdirSync(join(ROOT, 'test'), { recursive: true, encoding: 'utf8' });
  return paths
    .filter((path) => path.endsWith('.test.ts'))
    .map((path) => `test/${path}`)
    .sort()
    .flatMap((path) => readCaseTests(path, readFileSync(join(ROOT, path), 'utf8')));
}

export const readCaseTests = (path: string, source: string): readonly CaseTest[] =>
  [...source.matchAll(TITLE)].map(([, , title = '', numbers = '']) => ({
    path,
    title: title.replaceAll(/\\(.)/g, '$1').replace(/^cases? [^:]*(: |$)/, ''),
    numbers: numbers.split(/, | and /).map(Number),
  }));

/** The page on cases as it ought to be. */
export function renderCasesPage(tests: readonly CaseTest[]): string {
  const groups = readCaseGroups();
  const all = groups.flatMap(({ cases }) => cases);
  const open = all.filter((each) => testsOf(each, tests).length === 0);
  const sections = groups.map(
    ({ letter, title, cases }) => `## ${letter}. ${title}\n\n${renderCases(cases, tests)}\n`,
  );
  return `${INTRODUCTION}\n\n${sayOpen(open, all.length)}\n\n${sections.join('\n')}`;
}

const INTRODUCTION = `# Security cases

<!-- Written by \`npm run generate:cases\` from the names of the tests and from scripts/security-cases.yml. -->

What somebody may try, or GitHub may do, to break the gate, and what whoever looks then sees. Each test that holds a case has its number in its name: \`npm test -- -t "cases?.*\\b57\\b"\`
runs those of case 57. What stands in for something that no test can have is said under the table.`;

function sayOpen(open: readonly SecurityCase[], all: number): string {
  if (open.length === 0) return `All ${all} cases have tests.`;
  const numbers = open.map(({ number }) => number).join(', ');
  return `**${all - open.length} of ${all} cases have tests. Without one: ${numbers}.** What is said of those is meant, not proven.`;
}

function renderCases(cases: readonly SecurityCase[], tests: readonly CaseTest[]): string {
  const rows = cases.map((each) => [
    String(each.number),
    each.tried,
    each.seen,
    renderTests(testsOf(each, tests)),
  ]);
  const table = markdownTable([['', 'tried', 'seen', 'tests'], ...rows.map((row) => row.map(escapeCell))], {
    alignDelimiters: false,
  });
  const notes = noteStandIns(cases);
  return notes === '' ? table : `${table}\n\n${notes}`;
}

/** Files once each, with how many tests they have for the case. */
function renderTests(tests: readonly CaseTest[]): string {
  if (tests.length === 0) return '**open**';
  const paths = [...new Set(tests.map(({ path }) => path))];
  return paths
    .map((path) => {
      const count = tests.filter((test) => test.path === path).length;
      const name = path.replace(/^test\//, '').replace(/\.test\.ts$/, '');
      return `[${name}](../${path})${count === 1 ? '' : ` ×${count}`}`;
    })
    .join(', ');
}

/** One line for each thing that stands in, with the cases where it does. */
function noteStandIns(cases: readonly SecurityCase[]): string {
  const notes = new Map<string, number[]>();
  for (const { number, standsIn } of cases) {
    if (standsIn !== undefined) notes.set(standsIn, [...(notes.get(standsIn) ?? []), number]);
  }
  return [...notes].map(([text, numbers]) => `- Stands in for ${numbers.join(', ')}: ${text}.`).join('\n');
}

const testsOf = ({ number }: SecurityCase, tests: readonly CaseTest[]): readonly CaseTest[] =>
  tests.filter(({ numbers }) => numbers.includes(number));

const escapeCell = (text: string): string => text.replaceAll('|', '\\|');

if (process.argv[1] === import.meta.filename) {
  writeFileSync(join(ROOT, CASES_PAGE), renderCasesPage(findCaseTests()));
}
