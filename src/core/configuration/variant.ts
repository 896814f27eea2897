import type { Side } from '../side.ts';

/** A version made of one commit's code and some files as another commit has them. */
export interface CommitVariant {
  readonly side: Side;
  readonly commit: string;
  /** The commit whose files are put over it. */
  readonly from: string;
  /** Files to take from there. */
  readonly restore: readonly string[];
  /** Files that it does not have. */
  readonly remove: readonly string[];
}
