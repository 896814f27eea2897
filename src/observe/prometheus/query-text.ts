import type { Target } from '../../core/target.ts';
import { readDuration } from './client.ts';

/** Puts a side's own values for `$side`, `$target` (host and port) and `$range` (the span that a value stands for). */
export function fillIn(query: string, { side, url }: Pick<Target, 'side' | 'url'>, rangeMs: number): string {
  const values: Readonly<Record<string, string>> = {
    side,
    target: new URL(url).host,
    range: `${Math.round(rangeMs)}ms`,
  };
  return query.replaceAll(
    /\$(?:(side|target|range)\b|\{(side|target|range)\})/g,
    (_, bare, braced) => values[bare ?? braced] ?? '',
  );
}

/** Text between quotation marks holds no ranges. */
const STRINGS = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`[^`]*`/g;

/** How far back a query looks by ranges of its own, ms; null where it looks at single moments. */
export function reachOf(query: string): number | null {
  const ranges = [...query.replaceAll(STRINGS, '""').matchAll(/\[([^\]]*)\]/g)].map(
    ([, inside = '']) => inside,
  );
  if (ranges.length === 0) return null;
  // Of a subquery the first duration is the range, the second its step.
  return Math.max(...ranges.map((inside) => readDuration(inside.split(':')[0] ?? '')));
}
