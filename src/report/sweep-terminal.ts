import type { Comparison } from '../core/judgement.ts';
import { find } from '../core/sweep/rank.ts';
import type { SweepFinding, SweepResult, SweptVariant } from '../core/sweep/swept.ts';
import { variantName } from '../core/sweep/variant-name.ts';
import { formatChange } from './change.ts';
import { PLAIN } from './ink.ts';
import { metricWord } from './metric-words.ts';
import { formatValue, NOTHING } from './numbers.ts';
import { auditRows, auditSentences } from './sweep-growth-words.ts';
import { STANDINGS, sweepMethod, sweepSentences } from './sweep-words.ts';
import type { TerminalOptions } from './terminal.ts';
import { layOut, wrap } from './text-table.ts';

const METRICS = ['p50', 'p95', 'errors', 'cpu', 'memory'];
const BOLD = 1;

/** A sweep for a terminal: what pays in sentences, then every variant in a table. */
export function renderSweep(result: SweepResult, options: TerminalOptions): string {
  const { width } = options;
  const sentences = [...sweepSentences(result, PLAIN), ...auditSentences(result, PLAIN)];
  return [
    sentences.flatMap((sentence) => wrap(sentence, width)),
    findingLines(result, options),
    auditLines(result, options),
    result.notes.flatMap((note) => wrap(PLAIN.remark(note), width)),
    wrap(sweepMethod(result), width),
  ]
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n');
}

function findingLines(result: SweepResult, options: TerminalOptions): string[] {
  const { finding } = result;
  if (finding === undefined) return [];
  const shown = rowOrder(finding);
  const rows = shown.map((index) => {
    const variant = finding.variants[index] as SweptVariant;
    return [
      PLAIN.name(variantName(result.design, index)),
      ...METRICS.map((metric) => cell(find(variant, metric))),
      STANDINGS[variant.standing],
    ];
  });
  const head = ['', ...METRICS.map((metric) => metricWord(metric, PLAIN)), ''];
  const emphasise = (line: string, row: number): string =>
    row > 0 && shown[row - 1] === finding.best ? paint(line, options) : line;
  return layOut({ rows: [head, ...rows], left: [0, METRICS.length + 1], width: options.width, emphasise });
}

function auditLines(result: SweepResult, { width }: TerminalOptions): string[] {
  if (result.growth === undefined) return [];
  const { head, rows } = auditRows(result, PLAIN);
  return layOut({ rows: [head, ...rows], left: [0, head.length - 1], width, emphasise: (line) => line });
}

/** As ranked; then what does not serve. */
export function rowOrder({ order, variants }: SweepFinding): number[] {
  return [...order, ...[...variants.keys()].filter((index) => !order.includes(index))];
}

/** Today's row has values, all others say how they differ from it. */
function cell(comparison: Comparison | undefined): string {
  if (comparison === undefined) return NOTHING;
  return comparison.change === null
    ? formatValue(comparison.head, comparison.unit)
    : formatChange(comparison);
}

const paint = (text: string, { color }: TerminalOptions): string =>
  color ? `\u001b[${BOLD}m${text}\u001b[0m` : text;
