import type { Outcome } from './comment.ts';
import type { Order } from './crew.ts';

/** How thorough a run is. `quick` has too few comments to prove a bound, so it only asks that none is contradicted. */
export type Effort = 'full' | 'quick';

/** Something the product promises, and the simulated comments that put it to the test. */
export interface Claim {
  readonly title: string;
  readonly orders: readonly Order[];
  /** Judges the outcomes, which stand in the order of `orders`. */
  readonly conclude: (outcomes: readonly (readonly Outcome[])[]) => Finding;
}

/** What became of a claim: a table, a row for each figure. */
export interface Finding {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly FindingRow[];
}

export interface FindingRow {
  readonly cells: readonly string[];
  /** Null for a figure that is shown for comparison and promises nothing. */
  readonly holds: boolean | null;
}

export const holds = (finding: Finding): boolean => finding.rows.every((row) => row.holds !== false);
