import type { Failure } from '../failure.ts';
import type { Recording } from './recording.ts';

/** What a store holds of one commit: every recording of it, in the order in which they were appended. */
export interface Entry {
  readonly commit: string;
  readonly recordings: readonly Recording[];
}

/** An entry as it was found. `broken`: it is there and cannot be used; the failure names where it lies and why. */
export type Found =
  | { readonly kind: 'found'; readonly entry: Entry }
  | { readonly kind: 'broken'; readonly commit: string; readonly failure: Failure };

/** `refused`: the store said no; what to do about it is in the hint, and the recording is not lost, it is the caller's to keep. */
export type Appended =
  | { readonly kind: 'appended'; readonly where: string; readonly attempts: number }
  | { readonly kind: 'refused'; readonly reason: string; readonly hint: string };

/** Where recordings live between runs. One entry per commit; writers never overwrite one another. */
export interface BaselineStore {
  /** In words, for messages: "branch plimsoll of origin". */
  readonly where: string;
  /** Commits that have an entry, in no order; empty when there is no baseline yet. Throws a Failure when the store cannot be read. */
  list(): Promise<readonly string[]>;
  /** The entries of these commits, in their order; commits without one are left out. */
  read(commits: readonly string[]): Promise<readonly Found[]>;
  append(recording: Recording): Promise<Appended>;
  /** Takes entries out, for retention. */
  remove(commits: readonly string[]): Promise<Appended>;
}
