import type { Target } from '../../core/target.ts';
import type { Curve, PrometheusClient } from './client.ts';
import { fillIn } from './query-text.ts';
import type { Question } from './ready-made-queries.ts';
import type { Spans } from './spans.ts';

/** Spans `[first, end)` of a start, by number; times are the server's, epoch ms. */
export interface SpanRange {
  readonly spans: Spans;
  readonly first: number;
  readonly end: number;
  /** When span 0 begins. */
  readonly originAt: number;
}

export type SpanValues =
  /** By span, from `first` on; null where the server has nothing. */
  | { readonly kind: 'values'; readonly values: readonly (number | null)[] }
  | { readonly kind: 'unknown'; readonly reason: string };

/** What one side's answer to a question was over some spans. */
export async function askSpans(
  client: PrometheusClient,
  question: Pick<Question, 'query' | 'factor'>,
  target: Target,
  { spans, first, end, originAt }: SpanRange,
): Promise<SpanValues> {
  const stepMs = spans.spanMs / spans.looks;
  const from = originAt + first * spans.spanMs + stepMs;
  const answer = await client.range({
    query: fillIn(question.query, target, spans.spanMs),
    ...{ from, to: originAt + end * spans.spanMs, stepMs },
  });
  if (answer.kind !== 'curves') return { kind: 'unknown', reason: answer.reason };
  if (answer.curves.length > 1)
    return {
      kind: 'unknown',
      reason: `${answer.curves.length} series where one was expected; add sum() or avg()`,
    };
  const bySpan = groupBySpan(answer.curves[0], { from, stepMs, looks: spans.looks });
  return {
    kind: 'values',
    values: Array.from({ length: end - first }, (_, span) => meanOf(bySpan.get(span) ?? [], question.factor)),
  };
}

function groupBySpan(
  curve: Curve | undefined,
  { from, stepMs, looks }: { readonly from: number; readonly stepMs: number; readonly looks: number },
): Map<number, number[]> {
  const groups = new Map<number, number[]>();
  for (const { at, value } of curve?.points ?? []) {
    const span = Math.floor(Math.round((at - from) / stepMs) / looks);
    if (Number.isFinite(value)) groups.set(span, [...(groups.get(span) ?? []), value]);
  }
  return groups;
}

const meanOf = (values: readonly number[], factor: number): number | null =>
  values.length === 0 ? null : (factor * values.reduce((sum, value) => sum + value, 0)) / values.length;
