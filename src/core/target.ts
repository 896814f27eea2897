import type { CommitVariant } from './configuration/variant.ts';
import type { Failure } from './failure.ts';
import type { Side } from './side.ts';

/** One running copy of the system under test. */
export interface Target {
  readonly side: Side;
  /** Origin without a trailing slash. */
  readonly url: string;
  /** Leader of the process tree behind the target; null when Plimsoll did not start it. */
  readonly pid: number | null;
}

/** The targets of one leg: all up and ready, to be brought down together. */
export interface RunningTargets extends AsyncDisposable {
  readonly targets: readonly Target[];
  /** Milliseconds from the first spawn until all were ready; 0 when Plimsoll did not start them. */
  readonly startUpMs: number;
  /** Resolves with the reason as soon as one of them ends by itself; never resolves otherwise. */
  readonly died: Promise<Failure>;
}

/** How the versions of a service are brought up and down. */
export interface TargetSource extends AsyncDisposable {
  readonly sides: readonly Side[];
  /** Human name of each side (commit, URL), in the order of `sides`. */
  readonly labels: readonly string[];
  /** Commit of each side, in the order of `sides`; null where it is not known. */
  readonly commits: readonly (string | null)[];
  /** Whether targets can be started anew, so that a run may have several starts. */
  readonly restartable: boolean;
  /** Spawns the sides at once in the given order of side indices and waits until all answer. */
  start(order: readonly number[], signal: AbortSignal): Promise<RunningTargets>;
  /** These sides and one more, built and ready to start; absent where they do not come from git. Goes when this source goes. */
  readonly beside?: (variant: CommitVariant) => Promise<TargetSource>;
}
