import { COMMIT } from './entry-schema.ts';

/** Entries of one store at most; more is no history of a default branch. */
export const MOST_ENTRIES = 20_000;

/** The folder under which a service's entries lie: its name, with nothing in it that a path could mean something by. */
export function folderOf(service: string): string {
  const plain = service.replaceAll(/[^A-Za-z0-9._-]+/g, '-').replace(/^[.-]+/, '');
  return plain.slice(0, 64) || 'default';
}

/** Sharded by the first two digits: every recording adds a tree of each folder above it, and small ones cost little. */
export const entryPath = (folder: string, commit: string): string =>
  `${folder}/${commit.slice(0, 2)}/${commit}.json`;

/** The commit that a path is the entry of; null for anything else. */
export function commitAt(folder: string, path: string): string | null {
  const commit = /([0-9a-f]+)\.json$/.exec(path)?.[1] ?? '';
  return COMMIT.test(commit) && path === entryPath(folder, commit) ? commit : null;
}
