import studentQuantile from '@stdlib/stats-base-dists-t-quantile';

/**
 * One-sided lower bound of a mean by Student's t, wrong with probability `tail`; `leastSd` guards against a sample that
 * agrees by chance. Minus infinity for fewer than two values.
 */
export function meanAtLeast(values: readonly number[], tail: number, leastSd = 0): number {
  const { length } = values;
  if (length < 2) return Number.NEGATIVE_INFINITY;
  const centre = mean(values);
  const squares = values.reduce((sum, value) => sum + (value - centre) ** 2, 0);
  const sd = Math.max(Math.sqrt(squares / (length - 1)), leastSd);
  return centre - (studentQuantile(1 - tail, length - 1) * sd) / Math.sqrt(length);
}

export const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
