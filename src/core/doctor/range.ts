import { median } from '../../statistics/quantile.ts';

/** Where the values of several runs lie. */
export interface Range {
  readonly median: number;
  readonly least: number;
  readonly most: number;
}

export const rangeOf = (values: readonly number[]): Range => ({
  median: median(values),
  least: Math.min(...values),
  most: Math.max(...values),
});
