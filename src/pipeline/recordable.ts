import { settingsFailure } from '../core/failure.ts';
import type { Plan } from '../core/plan.ts';
import { hasChanges, openGit, resolveCommit } from '../system/git.ts';
import type { Surroundings } from './surroundings.ts';

export interface RecordedCommit {
  readonly id: string;
  /** Tag of a release that points at it; null where there is none. */
  readonly release: string | null;
}

/**
 * The commit that a recording would be of. Only what is on the default branch is recorded: anything else would become the
 * measure of what others change.
 */
export async function requireDefaultBranch(
  plan: Plan,
  environment: Surroundings['environment'],
): Promise<RecordedCommit> {
  const { workspace, branch: defaultBranch } = plan.baseline;
  const git = openGit(workspace, environment);
  const commit = await resolveCommit(git, 'HEAD');
  if (commit === null) {
    throw settingsFailure(
      `${workspace} is not a git checkout with a commit`,
      'A recording belongs to a commit: run it in a checkout of the default branch.',
    );
  }
  const event = environment['GITHUB_EVENT_NAME'] ?? '';
  if (event.startsWith('pull_request')) {
    throw settingsFailure(
      `recording was asked for on ${event}, expected a push to ${defaultBranch}`,
      "Record in a job of its own with `if: github.event_name == 'push'`; pull requests compare.",
    );
  }
  const branch = environment['GITHUB_REF_NAME'] ?? (await git.read('symbolic-ref', '--short', 'HEAD')) ?? '';
  if (branch !== defaultBranch) {
    throw settingsFailure(
      `recording was asked for on ${branch === '' ? 'a detached commit' : `the branch ${branch}`}, expected ${defaultBranch}`,
      'Only the default branch is recorded; `base` names it where it cannot be seen.',
    );
  }
  if (await hasChanges(git)) {
    throw settingsFailure(
      `the checkout of ${commit.slice(0, 7)} has changes that are not committed`,
      'A recording says what a commit does: commit or put away the changes (build products belong in .gitignore).',
    );
  }
  const tags = (await git.read('tag', '--points-at', commit, '--sort=-version:refname'))?.split('\n') ?? [];
  return { id: commit, release: tags.find((tag) => /^v?\d+(\.\d+)+$/.test(tag)) ?? null };
}
