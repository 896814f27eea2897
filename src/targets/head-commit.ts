import { type Git, hasChanges, resolveCommit } from '../system/git.ts';
import { parentsOf } from './merge-base.ts';

/** Head as a reader knows it. */
export interface HeadCommit {
  readonly commit: string;
  readonly label: string;
}

/**
 * What is checked out. A pull request is checked out as a merge commit that nobody has seen:
 * its second parent is the commit on the branch.
 */
export async function describeHead(
  git: Git,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<HeadCommit> {
  const commit = (await resolveCommit(git, 'HEAD')) ?? '';
  const isMergeRef =
    /^refs\/pull\/\d+\/merge$/.test(environment['GITHUB_REF'] ?? '') && environment['GITHUB_SHA'] === commit;
  const shown = isMergeRef ? ((await parentsOf(git, commit))[1] ?? commit) : commit;
  return { commit, label: (await hasChanges(git)) ? `${short(shown)} + changes` : short(shown) };
}

export function short(commit: string): string {
  return commit.slice(0, 7);
}
