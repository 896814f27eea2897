import type { PathRequest } from '../../core/plan.ts';
import type { K6Binary } from './child.ts';

/** What every run of an engine has in common. */
export interface K6Setup {
  readonly binary: K6Binary;
  /** Absolute path of the user's script; of no meaning where there are paths. */
  readonly script: string;
  /** Requests of which the script is made; empty where the user has a script. */
  readonly paths: readonly PathRequest[];
  /** Origins written into the script that stand for the side's target. */
  readonly origins: readonly string[];
  /** Whether the script may import modules from other machines. */
  readonly remoteImports: boolean;
  /** Variable through which the script learns its side's origin. */
  readonly targetEnv: string;
  /** Further variables for the script. */
  readonly scriptEnv: Readonly<Record<string, string>>;
  /** Where k6 runs: files that the script's handleSummary() writes land here. */
  readonly cwd: string;
  /** Our own environment; k6 gets the part of it that children may have. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Numbers of the processors that k6 may use; left out, all. */
  readonly cores?: readonly number[] | undefined;
}
