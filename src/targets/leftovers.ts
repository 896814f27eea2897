import { openGit } from '../system/git.ts';
import { stopMarked } from '../system/process-mark.ts';
import { removeTemporary } from '../system/temporary.ts';

export interface CutShort {
  /** `RUN_MARK` of the run that was cut short: 24 hexadecimal digits. */
  readonly mark: string;
  readonly workspace: string;
}

const GRACE_MS = 1000;

/** For the post step: ends what a run started and could not stop itself, and removes what it made. Nothing else. */
export async function removeLeftovers(
  run: CutShort,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<void> {
  // The mark comes from a state file that children may have written to; a short one would match strangers.
  if (!/^[0-9a-f]{24}$/.test(run.mark)) return;
  await stopMarked(run.mark, GRACE_MS);
  await removeTemporary(run.mark, environment);
  await openGit(run.workspace, environment).run('worktree', 'prune');
}
