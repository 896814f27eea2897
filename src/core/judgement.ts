import type { Unit } from './observations.ts';

export type Verdict = 'pass' | 'fail' | 'inconclusive';

/**
 * Where a comparison stands at the end.
 * `worse`: proven worse than the allowance, counted in the false-alarm rate. `better`: proven better.
 * `held`: proven within its margin. `open`: neither, within this budget. `unresolvable`: its margin could not have been
 * seen in this budget, so it was taken out of the pass claim in print. `shown`: never gated. `sparse`: too few requests.
 */
export type Standing = 'worse' | 'better' | 'held' | 'open' | 'unresolvable' | 'shown' | 'sparse';

/** Head against base on one metric. */
export interface Comparison {
  readonly metric: string;
  /** Null for the run as a whole. */
  readonly endpoint: string | null;
  readonly unit: Unit;
  /** `ratio`: changes are ratios minus one. `difference`: changes are in the unit itself (shares: 0.005 = 0.5 pp). */
  readonly kind: 'ratio' | 'difference';
  /** Typical values of the sides, in the unit; null when nothing was measured. */
  readonly base: number | null;
  readonly head: number | null;
  /** Positive is more (slower, more errors). 95% interval from inverting the test that judged it. */
  readonly change: { readonly estimate: number; readonly low: number; readonly high: number } | null;
  /** Smallest change that this run could have seen, in the terms of `change`. */
  readonly resolution: number | null;
  readonly margin: number | null;
  readonly standing: Standing;
  /** Requests behind the comparison, by side. */
  readonly requests: readonly [number, number];
}

export type Reason =
  | { readonly kind: 'worse' }
  | { readonly kind: 'does not serve'; readonly failedShare: number }
  | { readonly kind: 'limit' }
  /** Head's consumers fall behind, or seem to, while requests are answered as they should be. */
  | { readonly kind: 'backlog' }
  /** Head stalled at a load that base stood, twice. */
  | { readonly kind: 'stalls' }
  | { readonly kind: 'held' }
  /** Windows in all that would settle it; null where more load would not. */
  | { readonly kind: 'open'; readonly windowsNeeded: number | null }
  | { readonly kind: 'no reference'; readonly failedShare: number }
  | { readonly kind: 'too few windows'; readonly windows: number }
  | { readonly kind: 'windows lost'; readonly lost: number; readonly windows: number }
  /** The four of a comparison with a stored baseline. `no baseline`: nothing has been recorded yet. */
  | { readonly kind: 'no baseline' }
  /** Recordings there are, none under the same conditions; in words, what differs from the nearest. */
  | { readonly kind: 'not comparable'; readonly differences: readonly string[] }
  /** The nearest recording lies this many commits back, more than `most`. */
  | { readonly kind: 'stale'; readonly distance: number; readonly most: number }
  /** What was recorded is not there to be judged. */
  | { readonly kind: 'missing metric'; readonly missing: readonly Pick<Comparison, 'metric' | 'endpoint'>[] }
  /** Two finished runs whose loads differed too much to tell load from change; requests per second. */
  | { readonly kind: 'other load'; readonly base: number; readonly head: number };

/** An absolute bound, judged on head. `baseBreaks`: base is beyond it too. */
export interface LimitFinding {
  readonly metric: string;
  readonly endpoint: string | null;
  readonly unit: Unit;
  readonly most: number;
  readonly head: number;
  /** Lower end of the 95% interval of head's value; a breach needs it above `most`. */
  readonly low: number;
  readonly breached: boolean;
  readonly baseBreaks: boolean;
}

/** One moment when the evidence was judged. */
export interface Look {
  /** Counted windows behind it. */
  readonly windows: number;
  readonly decision: Verdict | 'go on';
  /** Gated metrics proven within their margins so far, and in all. */
  readonly held: number;
  readonly gated: number;
}

export interface Judgement {
  readonly verdict: Verdict;
  readonly reason: Reason;
  /** Run level first, in the order of the catalogue; then endpoints, those that moved before those that did not. */
  readonly comparisons: readonly Comparison[];
  readonly limits: readonly LimitFinding[];
  readonly looks: readonly Look[];
  /** Observed metrics that gate nothing and are proven to have changed for the worse; absent without any. */
  readonly moved?: readonly string[];
}
