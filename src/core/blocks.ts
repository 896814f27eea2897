import { levelWeights, type Pairs } from '../statistics/pairs.ts';
import { median } from '../statistics/quantile.ts';
import type { Series } from './series.ts';

/** A value per block and side, already on the scale it is compared on; null where nothing was measured. */
export interface BlockValues {
  readonly base: readonly (number | null)[];
  readonly head: readonly (number | null)[];
}

/** Occurrences per block and side, and the chances for them. */
export interface BlockCounts {
  readonly events: BlockValues;
  readonly trials: BlockValues;
}

/** How blocks lie on the windows of the run. */
export interface Grid {
  readonly span: number;
  readonly lost: ReadonlySet<number>;
}

export type Paired = Pick<Series, 'pairs' | 'level'>;

/** Differences beyond 1.5 times the typical one count as 1.5; counts of failures come in bursts and get twice that. */
const CLIP = { continuous: 1.5, count: 3 };
/** Differences below a thousandth of a value are beneath any clock. */
const CONTINUOUS_FLOOR = 0.001;

/** Pairs the blocks in which both sides have a value. `weighted`: whether blocks of unusually high level count less. */
export function pairValues(values: BlockValues, grid: Grid, weighted: boolean): Paired {
  const blocks = usableBlocks(values, grid);
  const base = Float64Array.from(blocks, (block) => values.base[block] as number);
  const head = Float64Array.from(blocks, (block) => values.head[block] as number);
  const levels = base.map((value, i) => (value + (head[i] as number)) / 2);
  const pairs = {
    differences: head.map((value, i) => value - (base[i] as number)),
    exposure: new Float64Array(blocks.length).fill(1),
    weights: weighted ? levelWeights(levels) : new Float64Array(blocks.length).fill(1),
    units: unitsOf(blocks, grid),
    clip: CLIP.continuous,
    floor: CONTINUOUS_FLOOR,
  };
  return { pairs, level: blocks.length > 0 ? median(levels) : null };
}

/**
 * Pairs counts of events, scaled within each block to the mean number of trials of both sides, so that unequal shares of the
 * load bring no difference. The scaling does not depend on which side is which.
 */
export function pairCounts({ events, trials }: BlockCounts, grid: Grid): Paired {
  const chances = { base: trials.base.map(positive), head: trials.head.map(positive) };
  const blocks = usableBlocks(chances, grid).filter((block) => isUsable(block, events));
  const exposure = Float64Array.from(
    blocks,
    (block) => ((chances.base[block] as number) + (chances.head[block] as number)) / 2,
  );
  const share = (side: 'base' | 'head', block: number): number =>
    (events[side][block] as number) / (chances[side][block] as number);
  const pairs: Pairs = {
    differences: exposure.map(
      (mean, i) => mean * (share('head', blocks[i] as number) - share('base', blocks[i] as number)),
    ),
    exposure,
    weights: new Float64Array(blocks.length).fill(1),
    units: unitsOf(blocks, grid),
    clip: CLIP.count,
    floor: 1,
  };
  return { pairs, level: null };
}

/** Whether any window of the block counts. */
export function isBlockKept(block: number, { span, lost }: Grid): boolean {
  for (let window = block * span; window < (block + 1) * span; window++) if (!lost.has(window)) return true;
  return false;
}

function usableBlocks(values: BlockValues, grid: Grid): number[] {
  const blocks = [...values.base.keys()];
  return blocks.filter((block) => isUsable(block, values) && isBlockKept(block, grid));
}

const isUsable = (block: number, values: BlockValues): boolean =>
  Number.isFinite(values.base[block]) && Number.isFinite(values.head[block]);

/**
 * A merged block takes the flip of its first window. For the block's own metric any fair coin will do, because exchanging
 * the sides in all its windows at once is as likely as not. Beside metrics with shorter blocks it shares fewer coins than it
 * could, which makes the family's maximum larger under the flips, never smaller: the threshold errs upwards.
 */
const unitsOf = (blocks: readonly number[], { span }: Grid): Int32Array =>
  Int32Array.from(blocks, (block) => block * span);

const positive = (value: number | null): number | null => (value !== null && value > 0 ? value : null);
