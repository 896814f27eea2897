import { MAD_TO_SD, type Pairs } from '../../statistics/pairs.ts';
import { median } from '../../statistics/quantile.ts';
import type { Measurement } from '../result.ts';
import { BASE } from '../side.ts';

/** What the windows of one start say of two equal sides on one metric. */
export interface StartEstimate {
  readonly baseFirst: boolean;
  /** Median over the windows of log(head / base). */
  readonly effect: number;
  /** Variance that the noise of windows alone gives `effect`. */
  readonly noise: number;
}

/** The median of fewer says little, and its variance is not that of large samples. */
const LEAST_BLOCKS = 5;

/** The estimates of a run's starts; those that a verdict cut short of five blocks are left out. */
export function estimateStarts(
  pairs: Pairs,
  { starts, windows }: Pick<Measurement, 'starts' | 'windows'>,
): StartEstimate[] {
  const measured = starts
    .map(({ order, firstWindow }, at) => ({
      baseFirst: order[0] === BASE,
      differences: differencesWithin(pairs, firstWindow, starts[at + 1]?.firstWindow ?? windows),
    }))
    .filter(({ differences }) => differences.length >= LEAST_BLOCKS);
  const variance = blockSd(measured.map(({ differences }) => differences)) ** 2;
  return measured.map(({ baseFirst, differences }) => ({
    baseFirst,
    effect: median(differences),
    // The median of n normal values varies by π / 2 times the variance of their mean.
    noise: ((Math.PI / 2) * variance) / differences.length,
  }));
}

/** Blocks that lie wholly in the windows `[from, to)`: one that straddles two starts belongs to neither. */
function differencesWithin({ differences, units }: Pairs, from: number, to: number): number[] {
  const gaps = [...units.keys()].slice(1).map((at) => (units[at] as number) - (units[at - 1] as number));
  const span = Math.min(...gaps);
  return [...differences].filter((_, at) => {
    const unit = units[at] as number;
    return unit >= from && unit + span <= to;
  });
}

/** Robust sd of a block's difference, from neighbouring blocks of a start: the level of the start drops out. */
function blockSd(starts: readonly (readonly number[])[]): number {
  const steps = starts.flatMap((values) =>
    values.slice(1).map((value, at) => Math.abs(value - (values[at] as number))),
  );
  return (MAD_TO_SD * median(steps)) / Math.SQRT2;
}
