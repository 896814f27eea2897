import { barAt, binOf, pool } from './sparkline.ts';

const CHANGE = '│';

/**
 * A line of bars, at most `width` columns: neighbours share a bar where there are too many, and a stroke stands before the
 * first value after each change.
 */
export function sparkline(values: readonly number[], changes: readonly number[], width: number): string {
  if (values.length === 0 || width < 1) return '';
  const bars = Math.max(1, Math.min(values.length, width - changes.length));
  const means = pool(values, bars).filter((mean) => mean !== null);
  const low = Math.min(...means);
  const range = Math.max(...means) - low;
  const marked = new Set(changes.map((index) => binOf(index, values.length, bars)));
  return means
    .map((value, bin) => (marked.has(bin) ? CHANGE : '') + barAt(range === 0 ? 0.5 : (value - low) / range))
    .join('');
}
