import { type ReadChanges, readChanges } from '../configuration/read-changes.ts';
import { Failure } from '../core/failure.ts';
import type { Plan } from '../core/plan.ts';
import { openGit, resolveCommit } from '../system/git.ts';
import { callGit, type GitCall } from '../system/git-call.ts';
import { findMergeBase } from '../targets/merge-base.ts';
import type { Surroundings } from './surroundings.ts';

/** What a change does to declared configuration, between two commits. */
export interface ConfigurationChange extends ReadChanges {
  readonly base: string;
  /** Head with its uncommitted changes, as the workspace is measured. */
  readonly head: string;
}

/** Null where nothing was declared, where the versions do not come from git, and where git cannot tell. */
export async function readConfigurationChange(
  { configuration, targets }: Plan,
  { environment, say }: Surroundings,
): Promise<ConfigurationChange | null> {
  if (configuration === undefined || targets.kind !== 'git') return null;
  const git = openGit(targets.workspace, environment);
  const call = { directory: targets.workspace, environment };
  const base = await findMergeBase(git, targets.base);
  try {
    const head = (await commitOfChanges(call)) ?? (await resolveCommit(git, 'HEAD')) ?? 'HEAD';
    return { ...(await readChanges({ base, head }, configuration, call)), base, head };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    // A remark beside the verdict must not stand in its way.
    say(`the configuration of base and head could not be compared: ${error.message}`);
    return null;
  }
}

/** A commit that nobody refers to, with what the workspace changed in files that git knows; null where it changed nothing. */
async function commitOfChanges(call: GitCall): Promise<string | null> {
  const someone = { NAME: 'plimsoll', EMAIL: 'plimsoll@localhost' };
  const extra = Object.fromEntries(
    Object.entries(someone).flatMap(([key, value]) => [
      [`GIT_AUTHOR_${key}`, value],
      [`GIT_COMMITTER_${key}`, value],
    ]),
  );
  const { failed, stdout } = await callGit(['stash', 'create'], { ...call, extra });
  const commit = failed === null ? stdout.toString('utf8').trim() : '';
  return commit === '' ? null : commit;
}
