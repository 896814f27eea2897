import type { History } from '../core/baseline/history.ts';
import type { MetricHistory } from '../core/baseline/metric-history.ts';
import { isoDay } from './history-date.ts';
import { sparkline } from './history-spark.ts';
import { describeCreep, sayChange, sayHistoryChange } from './history-words.ts';
import { PLAIN } from './ink.ts';
import { subject } from './metric-words.ts';
import { count, formatValue } from './numbers.ts';
import type { TerminalOptions } from './terminal.ts';
import { layOut, wrap } from './text-table.ts';

/** Bars at most; a wider line says no more. */
const MOST_BARS = 60;
const LEAST_BARS = 12;
const NUMBERS = ['oldest', 'newest', 'change', 'changes'];
const BOLD = 1;

/** The recorded history on a terminal: a row and a line of bars per metric, then each change and the commit that brought it. */
export function renderHistory(history: History, options: TerminalOptions): string {
  const { metrics, leftOut } = history;
  if (metrics.length === 0)
    return 'No history yet: at least two comparable recordings of the default branch make one.';
  const { width } = options;
  const changes = metrics.flatMap((metric) =>
    metric.changes.map((change) => `- ${sayHistoryChange(metric, change, PLAIN)}`),
  );
  const creep = describeCreep(history, PLAIN);
  const left = leftOut.map(
    ({ words, recordings }) => `Left out: ${count(recordings, 'recording')} (${PLAIN.remark(words)}).`,
  );
  const heading = changes.length === 0 ? 'No lasting change of any metric was found.' : 'Lasting changes:';
  return [
    tableLines(metrics, options),
    [heading, ...changes].flatMap((line) => wrap(line, width)),
    creep === null ? [] : wrap(`${creep}.`, width),
    left.flatMap((line) => wrap(line, width)),
  ]
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n');
}

function tableLines(metrics: readonly MetricHistory[], options: TerminalOptions): string[] {
  const first = metrics[0]?.points ?? [];
  const span = `${count(first.length, 'commit')}, ${isoDay(first[0]?.at ?? 0)} to ${isoDay(first.at(-1)?.at ?? 0)}`;
  const rows = metrics.map((metric) => [subject(metric, PLAIN), ...numbersOf(metric)]);
  const widths = NUMBERS.map((title, at) =>
    Math.max(title.length, ...rows.map((row) => row[at + 1]?.length ?? 0)),
  );
  const name = Math.max(...rows.map(([own = '']) => own.length));
  const left = options.width - name - widths.reduce((sum, width) => sum + width + 2, 0) - 2;
  const bars = Math.min(MOST_BARS, Math.max(LEAST_BARS, left));
  const lines = rows.map((row, at) => {
    const metric = metrics[at];
    const values = metric?.points.map(({ value }) => value) ?? [];
    return [...row, sparkline(values, metric?.changes.map(({ index }) => index) ?? [], bars)];
  });
  const emphasise = (line: string, row: number): string =>
    row > 0 && (metrics[row - 1]?.changes.length ?? 0) > 0 ? paint(line, BOLD, options) : line;
  return [
    span,
    ...layOut({ rows: [['', ...NUMBERS, ''], ...lines], left: [0, 5], width: options.width, emphasise }),
  ];
}

/** Typical values of the first and the last stretch, so that one noisy commit at either end says nothing. */
function numbersOf({ levels, changes, unit, scale }: MetricHistory): string[] {
  const [oldest, newest] = [levels[0] ?? 0, levels.at(-1) ?? 0];
  const values = [formatValue(oldest, unit), formatValue(newest, unit)];
  if (changes.length === 0) return [...values, '', ''];
  const change = scale === 'log' ? newest / oldest - 1 : newest - oldest;
  return [...values, sayChange({ scale, unit, change }), `${changes.length}`];
}

const paint = (text: string, code: number, { color }: TerminalOptions): string =>
  color ? `\u001b[${code}m${text}\u001b[0m` : text;
