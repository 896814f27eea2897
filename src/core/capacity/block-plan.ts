import type { Random } from '../../statistics/random.ts';
import { dealSchedule, type Leg } from '../schedule.ts';

/** Blocks of 2 s, because a saturated queue must drain; in the first part of one the other side's still does. */
export const BLOCKS = { blockMs: 2000, guardMs: 250, pairsMost: 36 };

/** Pairs of both blocks in random order, after one pair that is not counted. */
export function pairLeg(from: number, to: number, random: Random): Leg {
  const shape = { sides: 2, windowMs: 2 * BLOCKS.blockMs, slotMs: BLOCKS.blockMs };
  const { deal } = dealSchedule({ ...shape, windows: to - from + 1 }, random);
  return { ...shape, windows: to - from, firstWindow: from, warmupWindows: 1, deal };
}

/** Pairs of each start; two starts of both sides, their order balanced, where they are not too dear. */
export function pairStarts(startUpMs: number): readonly (readonly [number, number])[] {
  const { pairsMost } = BLOCKS;
  if (startUpMs > SLOW_START_MS) return [[0, pairsMost]];
  return [
    [0, pairsMost / 2],
    [pairsMost / 2, pairsMost],
  ];
}

const SLOW_START_MS = 20_000;
