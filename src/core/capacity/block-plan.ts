import type { Random } from '../../statistics/random.ts';
import { dealSchedule, type Leg } from '../schedule.ts';

/** How saturated blocks lie in time; lengths in ms. */
export interface Blocks {
  readonly blockMs: number;
  /** The first part of a block, in which the other side's queue still drains. */
  readonly guardMs: number;
  readonly pairsMost: number;
}

/** Blocks of 2 s, because a saturated queue must drain; as many as fit into 4 minutes with everything around them. */
export const BLOCKS: Blocks = { blockMs: 2000, guardMs: 250, pairsMost: 36 };

/** Pairs `[from, to)` of both blocks in random order, after one pair that is not counted. */
export function pairLeg(
  { from, to }: { readonly from: number; readonly to: number },
  { blockMs }: Blocks,
  random: Random,
): Leg {
  const shape = { sides: 2, windowMs: 2 * blockMs, slotMs: blockMs };
  const { deal } = dealSchedule({ ...shape, windows: to - from + 1 }, random);
  return { ...shape, windows: to - from, firstWindow: from, warmupWindows: 1, deal };
}

const SLOW_START_MS = 20_000;

/** First pair of each start; two starts of both sides, their order balanced, where they are not too dear. */
export const pairStarts = (startUpMs: number, { pairsMost }: Blocks): readonly number[] =>
  startUpMs > SLOW_START_MS || pairsMost < 2 ? [0] : [0, Math.floor(pairsMost / 2)];
