import { describe, expect, test } from '@jest/globals';
import { diagnose } from '../../src/core/doctor/diagnose.ts';
import { EXAMINATION_SCHEMA, type Examination } from '../../src/core/doctor/diagnosis.ts';
import type { Result } from '../../src/core/result.ts';
import { renderDoctorMarkdown } from '../../src/report/doctor-markdown.ts';
import { renderDoctor } from '../../src/report/doctor-terminal.ts';
import { composeRun } from '../core/doctor/composed-run.ts';
import { codeTexts, renderMarkdown, tablesOf } from './github-markdown.ts';
import { quietEndpoint, quietRun } from './result-builder.ts';

const TERMINAL = { color: false, width: 80 };
const HOSTILE = 'GET /a|b `x` @everyone';

const examined = (results: readonly [Result, ...Result[]], more: Partial<Examination> = {}): Examination => ({
  schema: EXAMINATION_SCHEMA,
  diagnosis: diagnose(results),
  failures: [],
  interrupted: false,
  notes: [],
  ...more,
});

const clean = (runs: number): readonly [Result, ...Result[]] => {
  const results = Array.from({ length: runs }, (_, at) =>
    composeRun({
      seed: `${at}`,
      first: 0.02,
      comparisons: [...quietRun(), ...quietEndpoint(HOSTILE, 40)],
    }),
  );
  return results as [Result, ...Result[]];
};

const alarm = (seed: string): Result => composeRun({ seed, verdict: 'fail' });

/** Lines broken for a terminal, as one. */
const joined = (text: string): string => text.replaceAll('\n', ' ');

describe.each([
  { name: 'on a terminal', render: (found: Examination) => joined(renderDoctor(found, TERMINAL)) },
  { name: 'on a page', render: (found: Examination) => renderDoctorMarkdown(found, '2026-11-23') },
])('an examination $name', ({ render }) => {
  test('without an alarm says how little that shows', () => {
    expect(render(examined(clean(12)))).toContain(
      'Alarms: 0 of 12 unchanged runs, so at most 26.5% with 95% confidence; 368 runs without an alarm are needed to show 1%.',
    );
  });

  test('with one alarm in few does not call the promise broken, with many it does', () => {
    expect(render(examined([...clean(19), alarm('x')]))).toContain(
      'Alarms: 1 of 20 unchanged runs, which is 0.1% to 24.9% with 95% confidence; this does not contradict the 1% that is promised.',
    );
    expect(render(examined([alarm('x'), alarm('y'), ...clean(3)]))).toMatch(
      /Alarms: 2 of 5 unchanged runs, which is 5\.3% to 85\.3% .*: more often than the 1% that is promised\./,
    );
  });

  test('names the bias of the order and what it suggests', () => {
    const said = render(examined(clean(12)));
    expect(said).toMatch(/Being started first changes p50 by \+2\.\d% \(\+/);
    expect(said).toMatch(
      /Suggested allowance \(delta\): \d(\.\d)?% for runs of 1 start, \d(\.\d)?% for runs of 2 starts, \d(\.\d)?% for runs of 4 starts\./,
    );
    expect(said).toContain('These runs took 4 starts and allowed 1.1%.');
  });

  test('of a single start says what is missing instead of making numbers up', () => {
    const said = render(examined([composeRun({ seed: 'a', starts: 1, oneOrder: true, comparisons: [] })]));
    expect(said).toContain('Both orders of starting are needed');
    expect(said).toContain('1 start measured: at least 4 are needed');
    expect(said).toContain('These runs took one start');
    expect(said).not.toMatch(/NaN|null|undefined|Infinity/);
  });

  test('names the runs that could not be measured, and remarks', () => {
    const failures = [{ run: 2, message: 'head ended by itself', hint: 'Look at its log.' }];
    const said = render(
      examined(clean(2), { failures, interrupted: true, notes: ['Limits were left out.'] }),
    );
    expect(said).toContain('2 passed. 1 more run could not be measured and is left out.');
    expect(said).toContain('It was stopped before its time.');
    expect(said).toContain('head ended by itself');
    expect(said).toContain('Limits were left out.');
  });
});

describe('the page', () => {
  test('is tables of equally long rows, and no name breaks out of its cell', () => {
    const html = renderMarkdown(renderDoctorMarkdown(examined(clean(3)), '2026-11-23'));
    const tables = tablesOf(html);
    expect(tables.map((rows) => rows.length)).toEqual([3, 9, 4]);
    for (const rows of tables) expect(new Set(rows.map((cells) => cells.length)).size).toBe(1);
    expect(codeTexts(html).filter((text) => text.trim() === HOSTILE)).toHaveLength(3);
    expect(html).not.toMatch(/<a |<h1>.*<h1>/s);
  });

  test('says when, on what machine, with which versions and settings', () => {
    const page = renderDoctorMarkdown(examined(clean(3)), '2026-11-23');
    for (const fact of [
      '2026-11-23',
      'AMD EPYC 7763',
      '4 cores',
      'k6 2.2.0',
      '0.1.0',
      '70 iterations/s',
      '2 min 30 s',
    ]) {
      expect(page).toContain(fact);
    }
  });
});

test('a terminal shows lines no wider than it is', () => {
  const lines = renderDoctor(examined(clean(3)), TERMINAL).split('\n');
  expect(lines.filter((line) => line.length > TERMINAL.width)).toEqual([]);
});
