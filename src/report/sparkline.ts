const BARS = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/** A bar in eighths of a line; `height` in [0, 1]. */
export const barAt = (height: number): string =>
  BARS[Math.max(0, Math.min(BARS.length - 1, Math.floor(height * BARS.length)))] ?? '';

/** Where each of `many` values goes when `bars` bars share them out evenly. */
export const binOf = (index: number, many: number, bars: number): number => Math.floor((index * bars) / many);

/** Means of neighbours, `bars` of them at most; null where all that share a bar are null. */
export function pool(values: readonly (number | null)[], bars: number): (number | null)[] {
  const many = Math.min(values.length, bars);
  return Array.from({ length: many }, (_, bin) => {
    const own = values.filter(
      (value, index): value is number => value !== null && binOf(index, values.length, many) === bin,
    );
    return own.length === 0 ? null : own.reduce((sum, value) => sum + value, 0) / own.length;
  });
}
