import type { Unit } from '../observations.ts';

export const BASELINE_SCHEMA = 'plimsoll.baseline/1';

/** One measurement of a commit of the default branch, small enough to be kept for years. */
export interface Recording {
  readonly commit: string;
  /** Epoch ms. */
  readonly at: number;
  /** Who made it: run id and attempt, or another text that tells two recordings of one commit apart. */
  readonly run: string;
  /** Tag of the release that the commit is; null for others. */
  readonly release: string | null;
  readonly conditions: Conditions;
  readonly levels: readonly Level[];
  /** Latency distributions by endpoint, mergeable; the mix under the name ''. */
  readonly sketches: readonly Sketch[];
}

/** Under what conditions a recording was made: what decides whether two can be compared. */
export interface Conditions {
  readonly plimsoll: string;
  readonly engine: { readonly name: string; readonly version: string };
  /** SHA-256 over the script and the local modules it imports, hex. */
  readonly script: string;
  /** Iterations per second offered, and the windows that counted. */
  readonly load: { readonly rate: number; readonly windows: number; readonly windowMs: number };
  readonly machine: {
    readonly cpu: string;
    readonly cores: number;
    readonly memoryBytes: number;
    readonly kernel: string;
    /** Image of the runner, such as ubuntu24 20261101.1; empty where nobody says. */
    readonly image: string;
  };
  /** SHA-256 over how the target is built, started and configured, hex. */
  readonly target: string;
  /** Version of the reference service that ran beside it; null when the target was measured alone. */
  readonly reference: string | null;
}

/** Where one metric stood. */
export interface Level {
  readonly metric: string;
  /** Null for the run as a whole. */
  readonly endpoint: string | null;
  readonly unit: Unit;
  /** `log`: positive, compared as a ratio. `count`: a share of failures. `linear`: a plain number. */
  readonly scale: 'log' | 'count' | 'linear';
  /** Median over the blocks, in the unit; for `count` the share over all of them. */
  readonly value: number;
  /** `log` only: median over the blocks of the quotient with the reference's value of the same metric in the same window. */
  readonly ratio: number | null;
  /** Robust sd of the blocks' logarithms (of the quotients' where there are), or of the values where the scale is linear. */
  readonly spread: number;
  readonly requests: number;
  /** `count` only: blocks in which any occurred. */
  readonly blocks?: number | undefined;
}

/** A quantile sketch, as `sketch.ts` writes it, base64. */
export interface Sketch {
  readonly endpoint: string;
  readonly encoded: string;
}
