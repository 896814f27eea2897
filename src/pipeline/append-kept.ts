import { readFile } from 'node:fs/promises';
import { MOST_BYTES, readEntry } from '../baselines/entry-text.ts';
import { openStore } from '../baselines/open.ts';
import type { Recording } from '../core/baseline/recording.ts';
import type { Appended } from '../core/baseline/store.ts';
import { settingsFailure } from '../core/failure.ts';
import type { Plan } from '../core/plan.ts';
import { openGit, resolveCommit } from '../system/git.ts';
import { listAncestors } from '../system/git-history.ts';
import type { Surroundings } from './surroundings.ts';

/** What became of a file of recordings. */
export interface Brought {
  readonly recordings: readonly Recording[];
  readonly appended: Appended;
}

/** Commits of the default branch among which a recording's must be. */
const MOST_COMMITS = 5000;

/** Brings recordings that a store once refused into the store. Throws a Failure for a file that holds none of the default branch. */
export async function appendKept(path: string, plan: Plan, surroundings: Surroundings): Promise<Brought> {
  const entry = await readKept(path);
  await requireOnBranch(entry.commit, plan, surroundings);
  await using store = await openStore(plan, surroundings);
  let appended: Appended = { kind: 'appended', where: store.where, attempts: 0 };
  for (const recording of entry.recordings) {
    appended = await store.append(recording);
    if (appended.kind === 'refused') break;
  }
  return { recordings: entry.recordings, appended };
}

async function readKept(path: string): Promise<{ commit: string; recordings: readonly Recording[] }> {
  const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    throw settingsFailure(
      `${path} cannot be read: ${error.code ?? error.message}`,
      'Give --from the file that a refused recording was kept in.',
    );
  });
  const commit = COMMIT.exec(bytes.subarray(0, MOST_BYTES).toString('latin1'))?.[1] ?? '';
  const found = readEntry(bytes, { commit, where: path });
  if (found.kind === 'broken') throw settingsFailure(found.failure.message, found.failure.hint);
  return found.entry;
}

/** An entry names its commit first, so that a file can be read without knowing it. */
const COMMIT = /^\{"schema":"[^"]{1,60}","commit":"([0-9a-f]{40,64})"/;

async function requireOnBranch(
  commit: string,
  { baseline: { workspace, branch } }: Plan,
  { environment }: Surroundings,
): Promise<void> {
  const git = openGit(workspace, environment);
  const tip = (await resolveCommit(git, `origin/${branch}`)) ?? (await resolveCommit(git, branch));
  const history = tip === null ? [] : await listAncestors(git, tip, MOST_COMMITS);
  if (history.includes(commit)) return;
  throw settingsFailure(
    `the recording is of ${commit.slice(0, 7)}, which is not among the last commits of ${branch} here`,
    `Only the default branch is recorded: fetch ${branch} with its history, or check that the file is of this repository.`,
  );
}
