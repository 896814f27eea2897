import type { Comparison, Look } from './judgement.ts';

/** How far a run has come, as told after every counted window. */
export interface Progress {
  /** Counted windows measured so far, and at most. */
  readonly windows: number;
  readonly windowsMost: number;
  /** Load time left if no look ends the run before, in seconds. */
  readonly secondsLeft: number;
  /** Windows at which the evidence is judged, ascending. */
  readonly plannedLooks: readonly number[];
  /** The headline metrics at the last look; empty before the first. */
  readonly estimates: readonly Estimate[];
  /** The look just taken; null between looks. */
  readonly look: Look | null;
}

/** Where a metric of the run stands: change and resolution as in `Comparison`. */
export type Estimate = Pick<Comparison, 'metric' | 'unit' | 'kind' | 'resolution'> & {
  readonly change: number | null;
};
