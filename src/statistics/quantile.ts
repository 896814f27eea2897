/** Quantile of unsorted values, `p` in [0, 1]; NaN for none. */
export const quantile = (values: ArrayLike<number>, p: number): number =>
  sortedQuantile(Float64Array.from(values).sort(), p);

/** Type 7 of Hyndman & Fan (1996), the default of R and numpy: linear between order statistics. NaN for no values. */
export function sortedQuantile(sorted: ArrayLike<number>, p: number): number {
  const position = (sorted.length - 1) * p;
  const below = Math.floor(position);
  const low = sorted[below];
  if (low === undefined) return Number.NaN;
  const high = sorted[below + 1] ?? low;
  return low + (high - low) * (position - below);
}

export const median = (values: ArrayLike<number>): number => medianInPlace(Float64Array.from(values));

/** Reorders `values`. NaN for none. */
export function medianInPlace(values: Float64Array): number {
  const { length } = values;
  if (length === 0) return Number.NaN;
  const upper = selectSmallest(values, length >> 1);
  if (length % 2 === 1) return upper;
  let lower = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < length >> 1; i++) lower = Math.max(lower, values[i] as number);
  return (lower + upper) / 2;
}

/** Median absolute deviation, unscaled; times 1.4826 it estimates the sd of a normal sample. */
export function medianAbsoluteDeviation(values: ArrayLike<number>): number {
  const centre = median(values);
  return medianInPlace(Float64Array.from(values, (value) => Math.abs(value - centre)));
}

/**
 * The value that sorting would put at `rank` (0 is the smallest), by Hoare's selection; what stands before it is no larger.
 * Linear time, reorders `values`.
 */
export function selectSmallest(values: Float64Array, rank: number): number {
  let from = 0;
  let to = values.length - 1;
  while (from < to) {
    const pivot = values[(from + to) >> 1] as number;
    let i = from;
    let j = to;
    while (i <= j) {
      while ((values[i] as number) < pivot) i++;
      while ((values[j] as number) > pivot) j--;
      if (i > j) break;
      const held = values[i] as number;
      values[i++] = values[j] as number;
      values[j--] = held;
    }
    if (rank <= j) to = j;
    else if (rank >= i) from = i;
    else break;
  }
  return values[rank] as number;
}
