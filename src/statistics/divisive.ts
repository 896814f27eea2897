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
  const length = to - from;
  const sums = sumDistances(values, from, length);
  let best: Split | null = null;
  for (let split = 1; split < length; split++) {
    for (let end = split + 1; end <= length; end++) {
      const divergence = diverge(sums, split, end);
      if (best === null || divergence > best.divergence) best = { index: from + split, divergence };
    }
  }
  return best;
}

/** A square: at row `a` and column `b` the distances between the first `a` and the first `b` values, added up. */
interface Distances {
  readonly width: number;
  readonly sums: Float64Array;
}

/** How much farther the stretches `[0, split)` and `[split, end)` lie apart than their own values do. */
function diverge({ width, sums }: Distances, split: number, end: number): number {
  const before = split;
  const after = end - split;
  const own = sums[split * width + split] as number;
  const both = sums[split * width + end] as number;
  const all = sums[end * width + end] as number;
  const between = (2 * (both - own)) / (before * after);
  const within = own / 2 / pairsOf(before) + (all - 2 * both + own) / 2 / pairsOf(after);
  return ((before * after) / end) * (between - within);
}

const pairsOf = (size: number): number => (size > 1 ? (size * (size - 1)) / 2 : 1);

function sumDistances(values: readonly number[], from: number, length: number): Distances {
  const width = length + 1;
  const sums = new Float64Array(width * width);
  for (let row = 0; row < length; row++) {
    const value = values[from + row] as number;
    let line = 0;
    for (let column = 0; column < length; column++) {
      const other = values[from + column] as number;
      line += value > other ? value - other : other - value;
      sums[(row + 1) * width + column + 1] = (sums[row * width + column + 1] as number) + line;
    }
  }
  return { width, sums };
}
