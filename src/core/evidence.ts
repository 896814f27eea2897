import type { Grid } from './blocks.ts';
import type { EndpointBlocks, Observations } from './observations.ts';
import type { Policy } from './policy.ts';

/** Endpoints with fewer of the requests are shown, not judged. */
export const LEAST_SHARE = 0.01;

/** Everything a series is read from. Sides 0 and 1 are compared. */
export interface Evidence {
  readonly observations: Observations;
  /** Sorted by name, so that the order in which endpoints were first seen cannot matter. */
  readonly endpoints: readonly EndpointBlocks[];
  readonly policy: Policy;
  readonly windowsMost: number;
  readonly lost: ReadonlySet<number>;
}

export const gridOf = (blocks: { readonly span: number }, { lost }: Evidence): Grid => ({
  span: blocks.span,
  lost,
});
