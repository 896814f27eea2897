import { measurementFailure, settingsFailure } from '../core/failure.ts';
import { type Git, openGit } from '../system/git.ts';

/** A commit checked out beside the workspace. */
export interface Worktree extends AsyncDisposable {
  readonly path: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Checks a commit out at a path that does not exist yet, with its submodules if the workspace has its own. */
export async function addWorktree(
  git: Git,
  checkout: { readonly path: string; readonly commit: string },
  environment: Environment,
): Promise<Worktree> {
  const { path, commit } = checkout;
  const problem = await git.run('worktree', 'add', '--quiet', '--force', '--detach', path, commit);
  const worktree = { path, [Symbol.asyncDispose]: () => removeWorktree(git, path) };
  try {
    if (problem !== null) {
      throw measurementFailure(
        `base ${commit.slice(0, 7)} could not be checked out: ${problem}`,
        'Check free disk space and that the clone may be written to.',
      );
    }
    await fetchSubmodules(git, openGit(path, environment));
    return worktree;
  } catch (error) {
    await removeWorktree(git, path);
    throw error;
  }
}

async function removeWorktree(git: Git, path: string): Promise<void> {
  // Twice forced: it holds build products, and perhaps submodules. What was half made is left to prune.
  const problem = await git.run('worktree', 'remove', '--force', '--force', path);
  if (problem !== null) await git.run('worktree', 'prune');
}

async function fetchSubmodules(workspace: Git, base: Git): Promise<void> {
  if ((await base.read('ls-files', '--', '.gitmodules')) === '') return;
  // A workspace that does without its submodules serves without them; base then does too.
  const own = (await workspace.read('submodule', 'status')) ?? '';
  if (own !== '' && own.split('\n').every((line) => line.startsWith('-'))) return;
  // Not `--init`, which would write into the configuration that the worktree shares with the workspace.
  const problem = await base.run(
    '-c',
    'submodule.active=.',
    'submodule',
    'update',
    '--recursive',
    '--depth=1',
  );
  if (problem === null) return;
  throw settingsFailure(
    `the submodules of base could not be fetched: ${problem}`,
    'Give actions/checkout `submodules: true`; private ones need credentials that git can use in this step.',
  );
}
