import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseExposition } from '../../../src/observe/scrape/exposition.ts';
import { parseSelector, sumOf } from '../../../src/observe/scrape/selector.ts';

const all = (text: string) => parseExposition(text, () => true);
const plain = (text: string) =>
  all(text).samples.map(({ name, labels, value }) => [name, Object.fromEntries(labels), value]);

describe('an exposition', () => {
  it('is read from the text format, types included', () => {
    const text = `# HELP http_requests_total The total number of HTTP requests.
# TYPE http_requests_total counter
http_requests_total{method="post",code="200"} 1027 1395066363000
http_requests_total{method="post",code="400",}    3
# A comment.
metric_without_timestamp_and_labels 12.47

something_weird{problem="division by zero"} +Inf -3982045
rpc_duration_seconds{quantile="0.01"} 3.1e-02
`;
    expect(plain(text)).toEqual([
      ['http_requests_total', { method: 'post', code: '200' }, 1027],
      ['http_requests_total', { method: 'post', code: '400' }, 3],
      ['metric_without_timestamp_and_labels', {}, 12.47],
      ['something_weird', { problem: 'division by zero' }, Number.POSITIVE_INFINITY],
      ['rpc_duration_seconds', { quantile: '0.01' }, 0.031],
    ]);
    expect(all(text).types).toEqual(new Map([['http_requests_total', 'counter']]));
  });

  it('is read from OpenMetrics: exemplars, created series, names in quotation marks', () => {
    const text = `# TYPE foo counter
foo_total{a="b"} 17.0 1520879607.789 # {trace_id="KOO5S4vxi0o"} 0.67
foo_created{a="b"} 1.520430000123e+09
{"my.dotted.metric",le="0.5"} 1
# EOF
`;
    expect(plain(text)).toEqual([
      ['foo_total', { a: 'b' }, 17],
      ['foo_created', { a: 'b' }, 1520430000.123],
      ['my.dotted.metric', { le: '0.5' }, 1],
    ]);
  });

  it('keeps quotation marks, braces, backslashes and line breaks of label values', () => {
    expect(plain('a{path="C:\\\\DIR\\\\F",error="Cannot \\"} find\\nit"} 2')).toEqual([
      ['a', { path: 'C:\\DIR\\F', error: 'Cannot "} find\nit' }, 2],
    ]);
  });

  it('passes over lines that are no series', () => {
    expect(plain('a{b="c" 1\na{b=c} 2\n<html>\nd e\nf\n{} 3\ng 4')).toEqual([['g', {}, 4]]);
  });

  it('reads wanted names only', () => {
    const { samples } = parseExposition('a 1\nab 2\na{b="c"} 3', (name) => name === 'a');
    expect(samples.map(({ value }) => value)).toEqual([1, 3]);
  });

  it('survives any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'a{}="\\,\n #1.eN+') }), (text) => {
        expect(all(text).samples.every(({ name }) => name !== '')).toBe(true);
      }),
    );
  });
});

describe('a selector', () => {
  const exposition = all('q{db="main",op="get"} 1\nq{db="main",op="set"} 2\nq{db="log"} 4\nq_total 8');
  const sum = (text: string): number | null => {
    const selector = parseSelector(text);
    return selector === null ? null : sumOf(exposition, selector.name, selector);
  };

  it('adds up the series that match', () => {
    expect(sum('q')).toBe(7);
    expect(sum('q{db="main"}')).toBe(3);
    expect(sum('q{db="main", op!="get"}')).toBe(2);
    expect(sum('q{op=""}')).toBe(4);
    expect(sum('q{db="other"}')).toBeNull();
  });

  it('is none when it is malformed', () => {
    for (const text of ['', '{a="b"}', 'q{db=main}', 'q{db=~"m.*"}', 'q{db="main"', 'q}']) {
      expect(parseSelector(text)).toBeNull();
    }
  });
});
