import type { CommitVariant } from '../core/configuration/variant.ts';
import { measurementFailure } from '../core/failure.ts';
import type { Git } from '../system/git.ts';
import { callGit } from '../system/git-call.ts';
import { addWorktree, type Worktree } from './base-worktree.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** Checks a commit out and puts some files over it as another commit has them; git itself writes them, links included. */
export async function addOverlaid(
  git: Git,
  { path, variant }: { readonly path: string; readonly variant: CommitVariant },
  environment: Environment,
): Promise<Worktree> {
  const { commit, from, restore, remove } = variant;
  const worktree = await addWorktree(git, { path, commit }, environment);
  try {
    // What is gone first: a file of head may stand where base has a folder.
    await onPaths(['rm', '--quiet', '--force', '--ignore-unmatch'], remove);
    await onPaths(['checkout', '--quiet', from], restore);
    return worktree;
  } catch (error) {
    await worktree[Symbol.asyncDispose]();
    throw error;
  }

  /** Paths as they stand, on standard input: none is an option or a pattern, and no number of them is too many. */
  async function onPaths(command: readonly string[], paths: readonly string[]): Promise<void> {
    if (paths.length === 0) return;
    const { failed } = await callGit(
      ['--literal-pathspecs', ...command, '--pathspec-from-file=-', '--pathspec-file-nul'],
      { directory: path, environment, input: paths.join('\0') },
    );
    if (failed === null) return;
    throw measurementFailure(
      "base's configuration could not be put over head's code",
      'Check free disk space and that the clone holds both commits.',
    );
  }
}
