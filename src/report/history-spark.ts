const BARS = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
const CHANGE = '│';

/**
 * A line of bars, at most `width` columns: neighbours share a bar where there are too many, and a stroke stands before the
 * first value after each change.
 */
export function sparkline(values: readonly number[], changes: readonly number[], width: number): string {
  if (values.length === 0 || width < 1) return '';
  const bars = Math.max(1, Math.min(values.length, width - changes.length));
  const binOf = (index: number): number => Math.floor((index * bars) / values.length);
  const means = Array.from({ length: bars }, (_, bin) => {
    const own = values.filter((_, index) => binOf(index) === bin);
    return own.reduce((sum, value) => sum + value, 0) / own.length;
  });
  const low = Math.min(...means);
  const range = Math.max(...means) - low;
  const marked = new Set(changes.map(binOf));
  return means
    .map((value, bin) => (marked.has(bin) ? CHANGE : '') + barFor(range === 0 ? 0.5 : (value - low) / range))
    .join('');
}

const barFor = (height: number): string =>
  BARS[Math.min(BARS.length - 1, Math.floor(height * BARS.length))] ?? '';
