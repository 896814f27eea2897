import type { Unit } from '../../core/observations.ts';
import type { SideLook } from './sides.ts';

/** One number over the run, a line per side: what a picture of time is drawn from. */
export interface Course {
  readonly unit: Unit;
  readonly lines: readonly CourseLine[];
  /** Windows that one value stands for. */
  readonly span: number;
  /** Values hold until the next: peaks of starts. */
  readonly isStepped: boolean;
}

export interface CourseLine {
  readonly look: SideLook;
  /** By block; null where nothing was measured. */
  readonly values: readonly (number | null)[];
}

/** The time that all pictures of a run share. */
export interface Clock {
  readonly windows: number;
  readonly windowMs: number;
  readonly lost: readonly number[];
  /** Windows at which the targets were started anew. */
  readonly restarts: readonly number[];
}

export const blocksOf = ({ windows }: Clock, span: number): number => Math.floor(windows / span);

/** Whether the generator failed in all windows of a block. */
export const isLost = ({ lost }: Clock, block: number, span: number): boolean =>
  Array.from({ length: span }, (_, at) => block * span + at).every((window) => lost.includes(window));

/** Where values lie, but for the few that would press all others together. */
export function reachOf(values: readonly number[], least: number): readonly [number, number] {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.round(share * (sorted.length - 1))] ?? 0;
  const [low, high] = [at(0), at(1)];
  const usual = at(0.97);
  const top = high - low > STRAY * (usual - low) && usual > low ? usual + 0.35 * (usual - low) : high;
  const room = Math.max(0.08 * (top - low), (least * Math.abs(top) - (top - low)) / 2) || 1;
  return [low >= 0 ? Math.max(0, low - room) : low - room, top + room];
}

/** Values this much further out than nearly all others are drawn at the edge. */
const STRAY = 2.5;
