import type { Result } from '../../core/result.ts';
import { dealSchedule, slotsPerWindow } from '../../core/schedule.ts';
import type { Side } from '../../core/side.ts';
import { seededRandom } from '../../statistics/random.ts';

const MOST_WINDOWS = 6;
/** Finer slots are no picture. */
const MOST_SLOTS = 200;

/** The sides in the order in which they had the load, window by window, dealt anew from the seed; null where that cannot be. */
export function dealtWindows({ measurement, observations, against }: Result): Side[][] | null {
  const { seed, windowMs, slotMs, windows } = measurement;
  const { sides } = observations;
  const shape = { sides: sides.length, windows: Math.min(MOST_WINDOWS, windows), windowMs, slotMs };
  const slots = slotsPerWindow(shape);
  const isDealt = slots >= sides.length && slots % sides.length === 0 && slots <= MOST_SLOTS;
  if (against !== undefined || sides.length < 2 || !isDealt) return null;
  const { deal } = dealSchedule(shape, seededRandom(`schedule ${seed}`));
  return Array.from({ length: shape.windows }, (_, window) =>
    [...deal.subarray(window * slots, (window + 1) * slots)].map((side) => sides[side] ?? ''),
  );
}
