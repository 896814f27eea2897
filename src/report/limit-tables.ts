import type { LimitFinding } from '../core/judgement.ts';
import type { Measurement } from '../core/result.ts';
import { BASE, HEAD } from '../core/side.ts';
import { type Block, table } from './blocks.ts';
import { MARKDOWN } from './ink.ts';
import { subject } from './metric-words.ts';
import { formatBound, formatValue } from './numbers.ts';
import { cell } from './run-table.ts';
import { codeCell } from './untrusted.ts';

export function limitTable(limits: readonly LimitFinding[]): Block {
  const columns = [
    { title: 'limit', align: 'l' },
    { title: 'at most', align: 'r' },
    { title: 'head', align: 'r' },
    { title: 'at least, 95%', align: 'r' },
    { title: '', align: 'l' },
  ] as const;
  const rows = limits.map((limit) => {
    const strong = limit.breached ? MARKDOWN.strong : (text: string): string => text;
    return [
      cell(subject(limit, MARKDOWN)),
      formatBound(limit.most, limit.unit),
      strong(formatValue(limit.head, limit.unit)),
      formatValue(limit.low, limit.unit),
      strong(limitWord(limit)),
    ];
  });
  return table(columns, rows);
}

export function limitWord({ breached, baseBreaks, head, most }: LimitFinding): string {
  const base = baseBreaks ? '; base breaks it too' : '';
  if (breached) return `broken${base}`;
  return head > most ? `over, but not beyond doubt${base}` : 'kept';
}

/** One condition of the script, as the engine judged it on each side. */
export interface ThresholdLine {
  readonly metric: string;
  readonly condition: string;
  readonly base: boolean | null;
  readonly head: boolean | null;
}

export function thresholdLines({ thresholds }: Measurement): ThresholdLine[] {
  const keys = Map.groupBy(thresholds, ({ metric, condition }) => JSON.stringify([metric, condition]));
  return [...keys.values()].flatMap((same) => {
    const [first] = same;
    if (first === undefined) return [];
    const on = (side: string): boolean | null => {
      const own = same.filter((one) => one.side === side);
      return own.length === 0 ? null : own.every(({ ok }) => ok);
    };
    return [{ metric: first.metric, condition: first.condition, base: on(BASE), head: on(HEAD) }];
  });
}

export function thresholdTable(lines: readonly ThresholdLine[]): Block {
  const columns = [
    { title: 'threshold of the script', align: 'l' },
    { title: 'condition', align: 'l' },
    { title: 'base', align: 'l' },
    { title: 'head', align: 'l' },
    { title: '', align: 'l' },
  ] as const;
  const rows = lines.map((line) => [
    codeCell(line.metric),
    codeCell(line.condition),
    kept(line.base),
    line.head === false ? MARKDOWN.strong(kept(line.head)) : kept(line.head),
    thresholdWord(line),
  ]);
  return table(columns, rows);
}

function kept(ok: boolean | null): string {
  if (ok === null) return 'not judged';
  return ok ? 'kept' : 'broken';
}

export function thresholdWord({ base, head }: ThresholdLine): string {
  if (head !== false) return base === false ? 'only base breaks it' : '';
  return base === false ? 'base breaks it too' : 'only head breaks it';
}
