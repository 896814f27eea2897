import type { Measurement } from './result.ts';

/** A stretch of time, epoch ms in whole numbers. */
export interface TimeSpan {
  readonly from: number;
  readonly to: number;
}

/** From the first counted window to the end of the last, pauses between starts included; null where nobody wrote it down. */
export function findLoadTime({ starts, windows, windowMs }: Measurement): TimeSpan | null {
  const first = starts[0]?.startAt;
  // Rules that are stricter than those of the job that measured may end before its last start.
  const last = starts.findLast(({ firstWindow }) => firstWindow < windows);
  if (first === undefined || last?.startAt === undefined) return null;
  const to = last.startAt + (windows - last.firstWindow) * windowMs;
  return first < to ? { from: Math.floor(first), to: Math.ceil(to) } : null;
}
