import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SettingsText } from '../settings/file.ts';
import { openGit, showFile } from '../system/git.ts';
import { findMergeBase } from '../targets/merge-base.ts';
import type { Surroundings } from './surroundings.ts';

export interface SettingsOrigin {
  readonly workspace: string;
  /** What head is compared with. */
  readonly base: string;
  /** Path of the settings file in the repository. */
  readonly path: string;
}

export interface FoundSettings {
  /** Null when neither base nor head has the file. */
  readonly text: SettingsText | null;
  /** What the reader must know about where it came from. */
  readonly note: string | null;
}

/**
 * The settings file as base has it, so that a change cannot loosen the gate it goes through. Where base has none yet,
 * the workspace's counts; where the two differ, the difference is told.
 */
export async function findSettingsText(
  { workspace, base, path }: SettingsOrigin,
  { environment }: Pick<Surroundings, 'environment'>,
): Promise<FoundSettings> {
  const git = openGit(workspace, environment);
  const own = await readFile(join(workspace, path), 'utf8').catch(() => null);
  const commit = await findMergeBase(git, base);
  const theirs = await showFile(git, commit, path);
  if (theirs === null) {
    return own === null
      ? { text: null, note: null }
      : { text: { path, text: own }, note: `${path} is new: base has none, so head's own rules were used.` };
  }
  const changed = own === null || own.trimEnd() !== theirs.trimEnd();
  return {
    text: { path, text: theirs },
    note: changed ? `${path} differs between base and head; base's rules were used.` : null,
  };
}
