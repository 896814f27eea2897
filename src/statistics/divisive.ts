/** A place that parts a series: the index of the first value after it. */
export interface Split {
  readonly index: number;
  readonly divergence: number;
}

/**
 * Where two neighbouring stretches of `values[from, to)` differ most: the energy divergence of E-Divisive (Matteson & James,
 * JASA 2014, exponent 1), over every split and every end of the later stretch, so that a second change further on does not
 * blur the first. Null where there is nothing to part.
 */
export function findBestSplit(values: readonly number[], from: number, to: number): Split | null {
  const sums = sumDistances(values.slice(from, to));
  const length = to - from;
  let best: Split | null = null;
  for (let split = 1; split < length; split++) {
    for (let end = split + 1; end <= length; end++) {
      const divergence = diverge(sums, split, end);
      if (best === null || divergence > best.divergence) best = { index: from + split, divergence };
    }
  }
  return best;
}

/** How much farther the stretches `[0, split)` and `[split, end)` lie apart than their own values do. */
function diverge(sums: readonly Float64Array[], split: number, end: number): number {
  const at = (row: number, column: number): number => sums[row]?.[column] as number;
  const [before, after] = [split, end - split];
  const between = at(split, end) - at(split, split);
  const withinBefore = at(split, split) / 2;
  const withinAfter = (at(end, end) - 2 * at(split, end) + at(split, split)) / 2;
  const distance =
    (2 * between) / (before * after) - withinBefore / pairsOf(before) - withinAfter / pairsOf(after);
  return ((before * after) / end) * distance;
}

const pairsOf = (size: number): number => (size > 1 ? (size * (size - 1)) / 2 : 1);

/** `sums[a][b]`: distances between the first `a` and the first `b` values, added up. */
function sumDistances(values: readonly number[]): Float64Array[] {
  const sums = [new Float64Array(values.length + 1)];
  for (const [row, value] of values.entries()) {
    const above = sums[row] as Float64Array;
    const next = new Float64Array(values.length + 1);
    let line = 0;
    for (const [column, other] of values.entries()) {
      line += value > other ? value - other : other - value;
      next[column + 1] = (above[column + 1] as number) + line;
    }
    sums.push(next);
  }
  return sums;
}
