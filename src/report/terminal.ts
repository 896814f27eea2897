import type { Comparison } from '../core/judgement.ts';
import type { Result } from '../core/result.ts';
import { backlogLines } from './backlog.ts';
import { capacityLines } from './capacity.ts';
import { formatChange, formatMargin, formatResolution } from './change.ts';
import { configurationLines } from './configuration.ts';
import { sayDecision } from './decision.ts';
import { wordFor } from './endpoint-tables.ts';
import { sortFindings } from './findings.ts';
import { dashboardLines } from './grafana-words.ts';
import { growthLines } from './growth.ts';
import { writeHeadline } from './headline.ts';
import { PLAIN } from './ink.ts';
import { limitWord, thresholdLines, thresholdWord } from './limit-tables.ts';
import { metricWord, subject } from './metric-words.ts';
import { count, formatBound, formatValue } from './numbers.ts';
import { sayObserved } from './observed.ts';
import { headEssence, splitRun } from './run-table.ts';
import { otherSide } from './stored-words.ts';
import { layOut, wrap } from './text-table.ts';

export interface TerminalOptions {
  readonly color: boolean;
  /** Columns. */
  readonly width: number;
}

/** Rows of endpoints before the rest becomes a number. */
const ROWS_SHOWN = 20;
const COLORS = { pass: 32, fail: 31, inconclusive: 33 } as const;
const BOLD = 1;

/** A result for a terminal, after the run: the comment's facts in plain, aligned text. */
export function renderTerminal(result: Result, options: TerminalOptions): string {
  const { width } = options;
  const color = COLORS[result.judgement.verdict];
  const headline = wrap(writeHeadline(result, PLAIN), width).map((line) => paint(line, color, options));
  return [
    headline,
    wrap(sayObserved(result, PLAIN), width),
    runLines(result, options),
    movedLines(result, options),
    limitLines(result, options),
    [
      ...configurationLines(result, PLAIN),
      ...backlogLines(result, PLAIN),
      ...capacityLines(result),
      ...growthLines(result),
    ].flatMap((line) => wrap(line, width)),
    result.notes.flatMap((note) => wrap(PLAIN.remark(note), width)),
    wrap(sayDecision(result).join(' '), width),
    dashboardLines(result),
  ]
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n');
}

function runLines(result: Result, options: TerminalOptions): string[] {
  const { first, rest, observed } = splitRun(result);
  const comparisons = [...first, ...rest, ...observed];
  if (result.judgement.reason.kind === 'no baseline') return wrap(headEssence(first, PLAIN), options.width);
  if (comparisons.length === 0) return [];
  const head = ['', otherSide(result), 'head', 'change', 'could have seen', 'margin'];
  const rows = comparisons.map((one) => [
    metricWord(one.metric, PLAIN),
    formatValue(one.base, one.unit),
    formatValue(one.head, one.unit),
    formatChange(one),
    formatResolution(one, one.resolution),
    one.margin === null || one.standing === 'shown' ? 'not gated' : formatMargin(one, one.margin),
  ]);
  return comparisonTable({ head, rows, left: [0], comparisons, options });
}

function movedLines(result: Result, options: TerminalOptions): string[] {
  const { worse, better, open, quiet } = sortFindings(result.judgement);
  const undecided = result.judgement.verdict === 'inconclusive' ? open : [];
  const moved = [...worse, ...undecided, ...better].filter(({ endpoint }) => endpoint !== null);
  const unseen = quiet.length === 0 ? [] : [`${count(quiet.length, 'endpoint')}: no change seen`];
  if (moved.length === 0) return unseen;
  const comparisons = moved.slice(0, ROWS_SHOWN);
  const rows = comparisons.map((one) => [
    PLAIN.name(one.endpoint ?? ''),
    metricWord(one.metric, PLAIN),
    formatValue(one.base, one.unit),
    formatValue(one.head, one.unit),
    formatChange(one),
    wordFor(one),
  ]);
  const hidden = moved.length - comparisons.length;
  return [
    ...comparisonTable({
      head: ['endpoint', '', otherSide(result), 'head', 'change', ''],
      rows,
      left: [0, 1, 5],
      comparisons,
      options,
    }),
    ...(hidden === 0 ? [] : [`${count(hidden, 'row')} omitted, see the result file`]),
    ...unseen,
  ];
}

interface ComparisonTable {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly left: readonly number[];
  readonly comparisons: readonly Comparison[];
  readonly options: TerminalOptions;
}

function comparisonTable({ head, rows, left, comparisons, options }: ComparisonTable): string[] {
  const emphasise = (line: string, row: number): string =>
    comparisons[row - 1]?.standing === 'worse' ? paint(line, BOLD, options) : line;
  return layOut({ rows: [head, ...rows], left, width: options.width, emphasise });
}

function limitLines({ judgement, measurement }: Result, { width }: TerminalOptions): string[] {
  const limits = judgement.limits.map((limit) => {
    const { head, most, unit } = limit;
    return `limit: ${subject(limit, PLAIN)} at most ${formatBound(most, unit)}, head ${formatValue(head, unit)}: ${limitWord(limit)}`;
  });
  const thresholds = thresholdLines(measurement)
    .filter(({ head }) => head === false)
    .map(
      (line) => `threshold: ${PLAIN.name(line.metric)} ${PLAIN.name(line.condition)}: ${thresholdWord(line)}`,
    );
  return [...limits, ...thresholds].flatMap((line) => wrap(line, width));
}

const paint = (text: string, code: number, { color }: TerminalOptions): string =>
  color ? `\u001b[${code}m${text}\u001b[0m` : text;
