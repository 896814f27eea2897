import { DDSketch } from '@datadog/sketches-js';
import { sortedQuantile } from '../../statistics/quantile.ts';

/** Latencies of one endpoint in one window, in bounded memory: as they are while they are few, then as a sketch. */
export interface Latencies {
  count: number;
  sum: number;
  /** The first `count` places are taken, until there is a sketch. */
  values: Float64Array;
  sketch: DDSketch | null;
}

/** From here on a sketch is smaller. */
const MOST_VALUES = 256;
const FIRST_CAPACITY = 8;
/** Quantiles out of a sketch are within half a percent, far below what two finished runs can show. */
const RELATIVE_ACCURACY = 0.005;

const NO_VALUES = new Float64Array(0);

export const newLatencies = (): Latencies => ({ count: 0, sum: 0, values: NO_VALUES, sketch: null });

/** Adds `count` requests that each took `ms`. */
export function addLatency(latencies: Latencies, ms: number, count: number): void {
  if (latencies.sketch === null && latencies.count + count > MOST_VALUES) toSketch(latencies);
  if (latencies.sketch === null) {
    makeRoom(latencies, latencies.count + count);
    latencies.values.fill(ms, latencies.count, latencies.count + count);
  } else latencies.sketch.accept(ms, count);
  latencies.count += count;
  latencies.sum += ms * count;
}

/** Adds everything that is in `other`, which stays as it is. */
export function addLatencies(latencies: Latencies, other: Latencies): void {
  if (other.sketch === null) {
    for (const ms of other.values.subarray(0, other.count)) addLatency(latencies, ms, 1);
    return;
  }
  if (latencies.sketch === null) toSketch(latencies);
  latencies.sketch?.merge(other.sketch);
  latencies.count += other.count;
  latencies.sum += other.sum;
}

/** Quantiles at each of `shares`, in [0, 1]; NaN for nothing. */
export function latencyQuantiles({ count, values, sketch }: Latencies, shares: readonly number[]): number[] {
  if (sketch !== null) return shares.map((share) => sketch.getValueAtQuantile(share));
  const sorted = values.slice(0, count).sort();
  return shares.map((share) => sortedQuantile(sorted, share));
}

function toSketch(latencies: Latencies): void {
  const sketch = new DDSketch({ relativeAccuracy: RELATIVE_ACCURACY });
  for (const ms of latencies.values.subarray(0, latencies.count)) sketch.accept(ms);
  latencies.sketch = sketch;
  latencies.values = NO_VALUES;
}

function makeRoom(latencies: Latencies, needed: number): void {
  if (needed <= latencies.values.length) return;
  const larger = new Float64Array(Math.max(FIRST_CAPACITY, 2 ** Math.ceil(Math.log2(needed))));
  larger.set(latencies.values);
  latencies.values = larger;
}
