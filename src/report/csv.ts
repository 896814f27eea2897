import type { Comparison, LimitFinding } from '../core/judgement.ts';
import { PLAIN } from './ink.ts';
import type { NamedResult } from './junit.ts';
import { limitWord } from './limit-tables.ts';

const COLUMNS = [
  'result',
  'verdict',
  'row',
  'endpoint',
  'metric',
  'unit',
  'kind',
  'base',
  'head',
  'change',
  'change_low',
  'change_high',
  'could_have_seen',
  'margin',
  'limit',
  'standing',
  'requests_base',
  'requests_head',
] as const;

type Row = Partial<Record<(typeof COLUMNS)[number], string | number | null>>;

/** Results as CSV by RFC 4180: a row for each comparison and each limit, numbers in full. */
export function renderCsv(results: readonly NamedResult[]): string {
  const rows = results.flatMap(({ name, result: { judgement } }) => {
    const own = { result: PLAIN.name(name), verdict: judgement.verdict };
    return [...judgement.comparisons.map(compared), ...judgement.limits.map(limited)].map((row) => ({
      ...own,
      ...row,
    }));
  });
  return [COLUMNS.join(','), ...rows.map(writeRow)].map((line) => `${line}\r\n`).join('');
}

const compared = (one: Comparison): Row => ({
  row: 'comparison',
  endpoint: nameOf(one.endpoint),
  metric: nameOf(one.metric),
  unit: one.unit,
  kind: one.kind,
  base: one.base,
  head: one.head,
  change: one.change?.estimate ?? null,
  change_low: one.change?.low ?? null,
  change_high: one.change?.high ?? null,
  could_have_seen: one.resolution,
  margin: one.margin,
  standing: one.standing,
  requests_base: one.requests[0],
  requests_head: one.requests[1],
});

const limited = (limit: LimitFinding): Row => ({
  row: 'limit',
  endpoint: nameOf(limit.endpoint),
  metric: nameOf(limit.metric),
  unit: limit.unit,
  head: limit.head,
  limit: limit.most,
  standing: limitWord(limit),
});

const nameOf = (name: string | null): string => (name === null ? '' : PLAIN.name(name));

const writeRow = (row: Row): string => COLUMNS.map((column) => writeField(row[column] ?? null)).join(',');

function writeField(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return Number.isFinite(value) ? `${value}` : '';
  const text = RUNS.test(value) ? `'${value}` : value;
  return /[",\r\n]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** What spreadsheets take for a formula; a name may begin with it. */
const RUNS = /^[=+\-@\t\r]/u;
