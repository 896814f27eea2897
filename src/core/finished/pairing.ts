import type { FinishedRun } from './finished-run.ts';
import type { Cells } from './timeline.ts';

/** Two runs as they can be held against each other: windows of the same number belong together only where they are paired. */
export interface Pairing {
  /** `clock`: both had load at the same time, and windows are those of the clock. `none`: each from its own start. */
  readonly kind: 'clock' | 'none';
  /** Share of the time of both that both were under load, in [0, 1]. */
  readonly overlap: number;
  readonly base: readonly Cells[];
  readonly head: readonly Cells[];
}

/** Runs that shared this much of their time felt the same machine, if it was one. */
const ENOUGH = 0.8;

/** Both runs must have windows of one length. */
export function pairRuns(base: FinishedRun, head: FinishedRun): Pairing {
  if (base.windowMs !== head.windowMs) throw new RangeError('the windows of both runs must be equally long');
  const from = Math.max(base.first, head.first);
  const to = Math.min(endOf(base), endOf(head));
  const all = Math.max(endOf(base), endOf(head)) - Math.min(base.first, head.first);
  const overlap = Math.max(0, to - from) / all;
  if (overlap < ENOUGH) return { kind: 'none', overlap, base: base.windows, head: head.windows };
  const common = ({ first, windows }: FinishedRun) => windows.slice(from - first, to - first);
  return { kind: 'clock', overlap, base: common(base), head: common(head) };
}

const endOf = ({ first, windows }: FinishedRun): number => first + windows.length;
