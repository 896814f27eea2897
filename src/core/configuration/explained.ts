import type { Comparison } from '../judgement.ts';
import type { Side } from '../side.ts';

/** Head's code with base's configuration: the side between the two, one step away from each. */
export const MIXED: Side = 'mixed';

/** `neither`: what changed stays within the margin and is nobody's. `open`: the intervals leave it open whose it is. */
export type Cause = 'configuration' | 'code' | 'both' | 'neither' | 'open';

/** In the terms of `Comparison.change`: positive is more. */
export type Part = NonNullable<Comparison['change']>;

/** How much of a metric's change each of the two explains. */
export interface Explained extends Pick<Comparison, 'metric' | 'endpoint' | 'unit' | 'kind' | 'margin'> {
  /** Base to head, 95% interval. */
  readonly whole: Part;
  /** Mixed to head, and base to mixed: at least 95% for both intervals at once. */
  readonly configuration: Part;
  readonly code: Part;
  readonly cause: Cause;
}

export type Attribution =
  | {
      readonly kind: 'measured';
      /** What was asked, first; further metrics that had become worse behind it. */
      readonly explained: readonly Explained[];
      readonly windows: number;
      readonly windowMs: number;
    }
  /** Nobody needed a third version: the change touches one of the two only. */
  | { readonly kind: 'plain'; readonly cause: 'configuration' | 'code' }
  /** The third version could not be measured; why, in words. */
  | { readonly kind: 'failed'; readonly reason: string };
