import type { BaselineStore, Entry, Found } from '../core/baseline/store.ts';
import type { Plan } from '../core/plan.ts';
import { openGit, resolveCommit } from '../system/git.ts';
import { listAncestors } from '../system/git-history.ts';
import { findMergeBase } from '../targets/merge-base.ts';
import type { Surroundings } from './surroundings.ts';

/** What is known of the default branch from where head left it. */
export interface Remembered {
  /** First-parent ancestors of the merge base, itself first. */
  readonly history: readonly string[];
  /** Entries of those that have one, nearest first. */
  readonly found: readonly Found[];
  /** Whether the store holds anything at all. */
  readonly isEmpty: boolean;
}

/** Commits whose recordings are looked at; more than any comparison or picture needs. */
const MOST_COMMITS = 500;

/** Reads what the store has recorded of head's ancestors. */
export async function remember(
  store: BaselineStore,
  plan: Plan,
  { environment }: Pick<Surroundings, 'environment'>,
): Promise<Remembered> {
  const stored = new Set(await store.list());
  if (stored.size === 0) return { history: [], found: [], isEmpty: true };
  const history = await ancestorsOf(plan, environment);
  const commits = history.filter((commit) => stored.has(commit));
  return { history, found: await store.read(commits), isEmpty: false };
}

/** What a comparison needs beside head: the commit where it left the default branch, and what came before. */
async function ancestorsOf(plan: Plan, environment: Surroundings['environment']): Promise<readonly string[]> {
  const { workspace, branch } = plan.baseline;
  const git = openGit(workspace, environment);
  const ref = plan.targets.kind === 'git' ? plan.targets.base : branch;
  const isThere = (await resolveCommit(git, 'HEAD')) !== null;
  if (!isThere) return [];
  return await listAncestors(git, await findMergeBase(git, ref), MOST_COMMITS);
}

/** The entries that can be used, in the order given. */
export const entriesOf = (found: readonly Found[]): readonly Entry[] =>
  found.flatMap((one) => (one.kind === 'found' ? [one.entry] : []));
