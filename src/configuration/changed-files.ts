import { measurementFailure } from '../core/failure.ts';
import { callGit, type GitCall } from '../system/git-call.ts';

/** A path that two commits have differently. */
export interface ChangedFile {
  readonly path: string;
  /** Null where the commit does not have it. */
  readonly base: Entry | null;
  readonly head: Entry | null;
}

export interface Entry {
  /** As git writes it: 100644, 100755, 120000 for a symbolic link, 160000 for a submodule. */
  readonly mode: string;
  readonly blob: string;
}

export interface Commits {
  readonly base: string;
  readonly head: string;
}

/** A change of 50,000 files has longer lines than this; nobody reads which of them are configuration. */
const MOST_BYTES = 16_000_000;

/**
 * The files that differ between two commits and match any of the patterns, all that differ without patterns. Patterns are
 * git's own: `config/**`, `.env*`; one that begins with `!` takes out again.
 */
export async function listChanged(
  { base, head }: Commits,
  patterns: readonly string[] | null,
  call: GitCall,
): Promise<ChangedFile[]> {
  if (patterns?.length === 0) return [];
  const args = ['diff-tree', '-r', '-z', '--raw', '--no-renames', '--no-abbrev', base, head];
  const specs = patterns === null ? [] : ['--', ...patterns.map(toPathspec)];
  const { failed, stdout } = await callGit([...args, ...specs], { ...call, mostBytes: MOST_BYTES });
  if (failed !== null) {
    throw measurementFailure(
      'git could not tell which files differ between base and head',
      'Check the patterns of `configuration`, and that the clone holds both commits.',
    );
  }
  return parseRaw(stdout.toString('utf8'));
}

const toPathspec = (pattern: string): string =>
  pattern.startsWith('!') ? `:(top,glob,exclude)${pattern.slice(1)}` : `:(top,glob)${pattern}`;

const RAW = /^:(\d{6}) (\d{6}) ([0-9a-f]+) ([0-9a-f]+) [A-Z]\d*$/;

function parseRaw(text: string): ChangedFile[] {
  const fields = text.split('\0');
  const files: ChangedFile[] = [];
  for (let at = 0; at + 1 < fields.length; at += 2) {
    const match = RAW.exec(fields[at] as string);
    if (match === null) break;
    const [, baseMode = '', headMode = '', baseBlob = '', headBlob = ''] = match;
    files.push({
      path: fields[at + 1] as string,
      base: entryOf(baseMode, baseBlob),
      head: entryOf(headMode, headBlob),
    });
  }
  return files;
}

const entryOf = (mode: string, blob: string): Entry | null => (mode === '000000' ? null : { mode, blob });
