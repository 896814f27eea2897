import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { REPORT } from '../../src/cli/report.ts';
import { Failure } from '../../src/core/failure.ts';
import type { Result } from '../../src/core/result.ts';
import { renderTerminal } from '../../src/report/terminal.ts';
import { measureSynthetic } from '../action/measured-result.ts';
import { FINISHED } from '../pipeline/stored-results.ts';
import { RESULTS } from '../report/results.ts';
import { STORED } from '../report/stored-results.ts';

let folder: string;
const measured = measureSynthetic({ slowdown: 1.5, windows: 20 });
const ALL: Readonly<Record<string, Result>> = {
  ...Object.fromEntries(Object.entries({ ...RESULTS, ...STORED }).map(([name, build]) => [name, build()])),
  measured,
  finished: { ...measured, against: FINISHED },
};
const at = (name: string): string => join(folder, `${name}.json`);

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'plimsoll-report-'));
  for (const [name, result] of Object.entries(ALL)) writeFileSync(at(name), JSON.stringify(result));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** What it prints, or how it fails. */
async function report(own: Readonly<Record<string, string>>, ...operands: string[]): Promise<string> {
  const said: string[] = [];
  const print = (text: string) => void said.push(text);
  const terminal = {
    ...{ color: false, width: 100, print, say: print, progress: () => {}, clear: () => {} },
    grouped: <T>(_: string, work: () => Promise<T>) => work(),
  };
  const surroundings = {
    ...{ environment: {}, say: print, progress: () => {}, version: '0.0.0' },
    signal: new AbortController().signal,
  };
  try {
    expect(await REPORT.run({ flags: {}, own, operands }, surroundings, terminal)).toBe(0);
    return said.join('\n');
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return `${error.kind}: ${error.message}`;
  }
}

describe('a stored result', () => {
  it.each(Object.keys(RESULTS).concat(Object.keys(STORED), 'measured', 'finished'))(
    'says again what was said after the run: %s',
    async (name) => {
      const result = ALL[name] as Result;
      expect(await report({}, at(name))).toBe(renderTerminal(result, { color: false, width: 100 }).trimEnd());
      const { verdict } = result.judgement;
      const xml = await report({ format: 'junit' }, at(name));
      const end = { pass: '><system-out>', fail: '><failure ', inconclusive: '><skipped ' }[verdict];
      expect(xml).toContain(`<testcase classname="run" name="verdict" time="0"${end}`);
      expect(await report({ format: 'md' }, at(name))).toContain(
        result.judgement.reason.kind === 'no baseline'
          ? '⚪'
          : { pass: '🟢', fail: '🔴', inconclusive: '🟡' }[verdict],
      );
      expect(JSON.parse(await report({ format: 'json' }, at(name)))).toEqual(
        JSON.parse(JSON.stringify(result)),
      );
      expect(await report({ format: 'html' }, at(name))).toMatch(/^<!doctype html>/i);
    },
  );

  it.each([
    ['report.html', /^<!doctype html>/i],
    ['report.md', /^\*\*🔴 /],
    ['report.xml', /^<\?xml /],
    ['report.csv', /^result,verdict,row,/],
    ['report.txt', /^🔴 /],
  ])('is written in the form that the name %s asks for', async (name, begins) => {
    const out = join(folder, name);
    expect(await report({ out }, at('measured'))).toBe(`written: ${out}`);
    expect(readFileSync(out, 'utf8')).toMatch(begins);
  });

  it('stands beside others under its own name', async () => {
    const several = [at('pass'), at('measured')];
    expect(await report({}, ...several)).toMatch(/== pass ==\n\n🟢[\s\S]*== measured ==\n\n🔴/);
    expect(await report({ format: 'md' }, ...several)).toMatch(/## ` pass `\n\n[\s\S]*## ` measured `/);
    const suites = (await report({ format: 'junit' }, ...several)).match(/<testsuite name="(\w+)"/g);
    expect(suites).toEqual(['<testsuite name="pass"', '<testsuite name="measured"']);
    expect(await report({ format: 'html' }, ...several)).toBe(
      'settings: received 2 results for html, which holds one',
    );
  });
});

it.each([
  [{}, [], 'settings: report received no file'],
  [{ format: 'pdf' }, ['pass'], 'settings: flag --format: received "pdf", expected one of text, html, md'],
  [{ format: 'jnuit' }, ['pass'], 'did you mean junit?'],
  [{ out: 'report' }, ['pass'], 'settings: flag --out: received "report", expected a name that ends in'],
  [{ out: '/nowhere/at/all.md' }, ['pass'], 'settings: flag --out: "/nowhere/at/all.md" cannot be written'],
  [{}, ['no-such'], 'cannot be read: there is no such file'],
])('refuses %j of %j', async (own, names, says) => {
  expect(await report(own, ...names.map(at))).toContain(says);
});

it('refuses what is no result by name, and another version by its number', async () => {
  writeFileSync(at('list'), '[1, 2]');
  expect(await report({}, at('list'))).toMatch(/^measurement: .*list\.json is not a result: the whole: /);
  writeFileSync(at('later'), JSON.stringify({ ...measured, schema: 'plimsoll.result/7' }));
  expect(await report({}, at('later'))).toContain(
    'its schema is "plimsoll.result/7", as Plimsoll 0.1.0 wrote it',
  );
});
