import type { GaugeBlocks, Observations } from './observations.ts';
import type { SampleSink } from './sample.ts';
import type { Leg } from './schedule.ts';
import type { Side } from './side.ts';

/** A number read per window and side that is no request latency. */
export interface Gauge extends Pick<GaugeBlocks, 'metric' | 'unit' | 'scale' | 'worse'> {
  /** Divide by the side's requests in the window when reduced. */
  readonly perRequest: boolean;
}

/** CPU time of a side's process tree; readings are milliseconds of CPU in a window. */
export const CPU: Gauge = { metric: 'cpu', unit: 'ms', scale: 'log', worse: 'up', perRequest: true };

export interface Reading {
  readonly window: number;
  readonly side: number;
  readonly value: number;
}

/** Collects what engines and observers deliver and reduces it to blocks as often as it is asked. */
export interface Fold extends SampleSink {
  /** Tells which epoch times the counted windows of a leg cover, so that dropped arrivals find their window. */
  beginLeg(leg: Leg, startAt: number): void;
  setGauge(gauge: Gauge, reading: Reading): void;
  addGauge(gauge: Gauge, reading: Reading): void;
  /** Peak resident memory of a side's process tree in one start, bytes; once per start. */
  addPeakMemory(side: number, bytes: number): void;
  /** Leaves a window out of every metric because the generator itself failed in it. */
  loseWindow(window: number): void;
  /** Reduces the first `windows` windows. */
  observe(windows: number): Observations;
  /** Arrivals in counted windows that the engine could not start, by side. */
  readonly droppedArrivals: readonly number[];
  /** Requests that went elsewhere than to the side's target, by side and origin. */
  readonly strays: readonly ReadonlyMap<string, number>[];
}

export function createFold(_shape: { readonly sides: readonly Side[]; readonly windows: number }): Fold {
  throw new Error('not built yet');
}
