import type { Side } from './side.ts';

/**
 * What one stream of requests (an endpoint, or the mix of all) did on one side, a value per block.
 * Latencies are those of requests that did not fail, in ms; null where a block holds too few for the number.
 */
export interface Cells {
  readonly requests: readonly number[];
  readonly failed: readonly number[];
  readonly p50: readonly (number | null)[];
  readonly p90: readonly (number | null)[];
  readonly p95: readonly (number | null)[];
  readonly p99: readonly (number | null)[];
  readonly mean: readonly (number | null)[];
}

/** The blocks of an endpoint: block `i` covers windows `[i × span, (i + 1) × span)`. Sparse endpoints get a longer span. */
export interface EndpointBlocks {
  readonly name: string;
  readonly span: 1 | 2 | 4;
  /** Share of all requests, in [0, 1]. */
  readonly share: number;
  /** In the order of `Observations.sides`. */
  readonly cells: readonly Cells[];
}

/** A number of the run as a whole that is no request latency: CPU per request, a check, a metric of the script. */
export interface GaugeBlocks {
  readonly metric: string;
  readonly unit: Unit;
  /** `log`: positive values compared as ratios. `count`: occurrences. `linear`: plain differences. */
  readonly scale: 'log' | 'count' | 'linear';
  /** `up`: larger is worse. `down`: smaller is worse. `none`: shown only. */
  readonly worse: 'up' | 'down' | 'none';
  /** By side, then by window; null where nothing was read. */
  readonly values: readonly (readonly (number | null)[])[];
  /** `count` only: how many there could have been (checks made), by side, then by window. Without it, requests. */
  readonly of?: readonly (readonly (number | null)[])[];
}

export type Unit = 'ms' | 'share' | 'bytes' | 'per second' | 'count' | 'none';

/** Everything a run measured, reduced to blocks: what the judge reads and what a result file keeps. */
export interface Observations {
  readonly sides: readonly Side[];
  /** Counted windows so far. */
  readonly windows: number;
  /** Windows in which the generator itself failed; left out for every metric. */
  readonly lost: readonly number[];
  readonly mix: EndpointBlocks;
  readonly endpoints: readonly EndpointBlocks[];
  readonly gauges: readonly GaugeBlocks[];
  /** Peak resident memory of a side's process tree in each start, bytes: by side, then by start. */
  readonly peakMemory: readonly (readonly number[])[];
  /** Iterations that began in a counted window and had not ended when the run was reduced, by side. */
  readonly unanswered: readonly number[];
}
