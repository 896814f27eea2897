import type { Comparison } from '../core/judgement.ts';
import type { Result } from '../core/result.ts';
import { type Block, table } from './blocks.ts';
import { formatChange, formatMargin, formatSides } from './change.ts';
import type { Findings } from './findings.ts';
import { MARKDOWN } from './ink.ts';
import { metricWord } from './metric-words.ts';
import { formatValue, NOTHING } from './numbers.ts';
import { cell } from './run-table.ts';
import { otherSide } from './stored-words.ts';
import { codeCell } from './untrusted.ts';

/** One row per endpoint and metric: what was proven to move, or could not be ruled out. */
export function movedTable(comparisons: readonly Comparison[], result: Result): Block {
  const columns = [
    { title: 'endpoint', align: 'l' },
    { title: '', align: 'l' },
    { title: otherSide(result), align: 'r' },
    { title: 'head', align: 'r' },
    { title: 'change', align: 'r' },
    { title: '', align: 'l' },
  ] as const;
  return table(columns, comparisons.map(movedRow));
}

function movedRow(one: Comparison): string[] {
  const change = formatChange(one);
  return [
    codeCell(one.endpoint ?? 'all'),
    cell(metricWord(one.metric, MARKDOWN)),
    formatValue(one.base, one.unit),
    formatValue(one.head, one.unit),
    one.standing === 'worse' ? MARKDOWN.strong(change) : change,
    wordFor(one),
  ];
}

/** What a comparison amounts to, in a few words. */
export function wordFor(one: Comparison): string {
  const { standing, change, margin } = one;
  const bound = margin === null ? '' : `the margin of ${formatMargin(one, margin)}`;
  switch (standing) {
    case 'worse':
      if (bound === '') return 'worse';
      return change !== null && change.low > (margin ?? 0)
        ? `beyond ${bound}`
        : `worse; margin ${formatMargin(one, margin)}`;
    case 'better':
      return 'better';
    case 'held':
      return `within ${bound}`;
    case 'open':
      return bound === '' ? 'open' : `open; margin ${formatMargin(one, margin)}`;
    case 'unresolvable':
      return `too noisy for ${bound}`;
    case 'sparse':
      return 'too few requests';
    case 'shown':
      if (one.base === null) return 'only on head';
      return one.head === null ? 'not on head' : 'not gated';
  }
}

/** One row per endpoint, those that moved first. */
export function allEndpointsTable(result: Result, findings: Findings): Block {
  const columns = [
    { title: 'endpoint', align: 'l' },
    { title: 'p50', align: 'r' },
    { title: 'change', align: 'r' },
    { title: 'p95', align: 'r' },
    { title: 'change', align: 'r' },
    { title: 'errors', align: 'r' },
  ] as const;
  const byEndpoint = Map.groupBy(result.judgement.comparisons, ({ endpoint }) => endpoint);
  const moved = [...findings.worse, ...findings.open, ...findings.better];
  const order = new Set([...moved.flatMap(({ endpoint }) => endpoint ?? []), ...findings.endpoints]);
  const rows = [...order].map((name) => endpointRow(name, byEndpoint.get(name) ?? []));
  return table(columns, rows);
}

function endpointRow(name: string, comparisons: readonly Comparison[]): string[] {
  const find = (metric: string): Comparison | undefined => comparisons.find((one) => one.metric === metric);
  const [p50, p95, errors] = [find('p50'), find('p95'), find('errors')];
  const sides = (one: Comparison | undefined): string => (one === undefined ? NOTHING : formatSides(one));
  return [
    codeCell(name),
    sides(p50),
    changeCell(p50),
    sides(p95),
    changeCell(p95),
    errors?.standing === 'worse' ? MARKDOWN.strong(sides(errors)) : sides(errors),
  ];
}

function changeCell(one: Comparison | undefined): string {
  if (one === undefined) return NOTHING;
  if (one.standing === 'sparse') return 'too few';
  return one.standing === 'worse' ? MARKDOWN.strong(formatChange(one)) : formatChange(one);
}
