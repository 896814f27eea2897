import { describe, expect, it } from '@jest/globals';
import { DOMParser } from '@xmldom/xmldom';
import { renderCsv } from '../../src/report/csv.ts';
import { renderJunit } from '../../src/report/junit.ts';
import { HOSTILE, hostile, RESULTS } from './results.ts';

const result = (name: string) => {
  const build = RESULTS[name];
  if (build === undefined) throw new Error(`no result ${name}`);
  return build();
};

function parseXml(xml: string) {
  const problems: string[] = [];
  const document = new DOMParser({
    // That a name holds U+FFFD is no mistake of ours: it stands for what could not be shown.
    onError: (level, message) => void (level === 'warning' || problems.push(`${level}: ${message}`)),
  }).parseFromString(xml, 'text/xml');
  return { document, problems };
}

describe('JUnit', () => {
  it('counts what it holds', () => {
    const { document } = parseXml(renderJunit([{ name: 'shop', result: result('limit-base-breaks-too') }]));
    const suite = document.getElementsByTagName('testsuite')[0];
    const many = (tag: string): string => `${document.getElementsByTagName(tag).length}`;
    expect(suite?.getAttribute('tests')).toBe(many('testcase'));
    expect(suite?.getAttribute('failures')).toBe(many('failure'));
    expect(suite?.getAttribute('skipped')).toBe(many('skipped'));
    expect(suite?.getAttribute('timestamp')).toBe('2026-11-23T09:30:00');
    expect(suite?.getAttribute('time')).toBe('90.000');
    // The verdict and the limit that is broken.
    expect(many('failure')).toBe('2');
  });

  it('fails what is worse, skips what was not decided, and says why', () => {
    const xml = renderJunit([{ name: 'shop', result: result('fail-one-endpoint') }]);
    expect(xml).toContain(
      '<testcase classname="POST /checkout" name="p95" time="0"><failure type="worse" message="worse; margin 25%: base 61.2 ms, head 80.1 ms, change +31% ± 7, could have seen 10%">',
    );
    expect(xml).toContain(
      '<testcase classname="POST /checkout" name="p50" time="0"><skipped message="open; margin 10%"/>',
    );
    expect(xml).toContain('<testcase classname="run" name="p99" time="0"><skipped message="not gated"/>');
    expect(xml).toContain(
      '<testcase classname="run" name="p50" time="0"><system-out>base 12.1 ms, head 12.4 ms',
    );
  });

  it('stays XML whatever the names', () => {
    const { document, problems } = parseXml(renderJunit([{ name: '<a>&"', result: hostile(HOSTILE) }]));
    expect(problems).toEqual([]);
    const names = new Set(
      Array.from(document.getElementsByTagName('testcase'), (one) => one.getAttribute('classname')),
    );
    expect(names.has('<img src=x onerror=alert(1)></details></td><!-- plimsoll -->')).toBe(true);
  });
});

describe('CSV', () => {
  /** RFC 4180, read by its grammar. */
  const read = (text: string): string[][] =>
    text
      .split(/\r\n(?=(?:[^"]*"[^"]*")*[^"]*$)/)
      .filter((line) => line !== '')
      .map((line) =>
        Array.from(line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g), ([, quoted, plain]) =>
          quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'),
        ),
      );

  it('holds every comparison and every limit in full digits', () => {
    const rows = read(renderCsv([{ name: 'shop', result: result('limit-base-breaks-too') }]));
    const { comparisons, limits } = result('limit-base-breaks-too').judgement;
    expect(rows).toHaveLength(1 + comparisons.length + limits.length);
    const [head = [], first = []] = rows;
    const row = Object.fromEntries(head.map((column, at) => [column, first[at]]));
    expect(row).toMatchObject({ result: 'shop', verdict: 'fail', endpoint: '', metric: 'p50', base: '12.1' });
    expect(row).toMatchObject({
      change: '0.004',
      could_have_seen: '0.019',
      margin: '0.05',
      standing: 'held',
    });
    expect(rows.find((cells) => cells.includes('broken; base breaks it too'))).toEqual(
      expect.arrayContaining(['limit', 'GET /search', 'p95', '50', '57.4']),
    );
  });

  it('keeps its columns and runs nothing, whatever the names', () => {
    const names = [...HOSTILE, '=1+1', '+1', '-1', '@SUM(A1)', 'a,"b"\r\nc'];
    const rows = read(renderCsv([{ name: '=cmd()', result: hostile(names) }]));
    expect(new Set(rows.map(({ length }) => length))).toEqual(new Set([18]));
    const texts = rows.flatMap((cells) => cells.filter((cell) => !/^-?[\d.e+-]+$/.test(cell)));
    expect(texts.filter((text) => /^[=+\-@\t\r]/.test(text))).toEqual([]);
    expect(texts).toContain("'=1+1");
    expect(texts).toContain("'=cmd()");
  });
});
