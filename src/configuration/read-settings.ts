import type { Format } from '../core/configuration/setting.ts';
import { callGit, type GitCall } from '../system/git-call.ts';
import type { Entry } from './changed-files.ts';
import { MOST_CHARACTERS, type Parsed, parseConfiguration } from './parse.ts';

/** A character takes up to four bytes. */
const MOST_BYTES = 4 * MOST_CHARACTERS;
const NOTHING: Parsed = { kind: 'settings', settings: new Map(), repeated: [] };

/** Reads the settings of a file from git's objects, never from a working tree; a file that is not there has none. */
export async function readSettings(entry: Entry | null, format: Format, call: GitCall): Promise<Parsed> {
  if (entry === null) return NOTHING;
  if (entry.mode === '120000') return unreadable('a symbolic link, which is not followed');
  if (entry.mode === '160000') return unreadable('a submodule');
  const size = await callGit(['cat-file', '-s', entry.blob], call);
  if (size.failed !== null) return unreadable('not in this clone');
  if (Number(size.stdout.toString('utf8')) > MOST_BYTES) return unreadable('larger than 256 KiB');
  const { failed, stdout } = await callGit(['cat-file', 'blob', entry.blob], {
    ...call,
    mostBytes: MOST_BYTES + 1,
  });
  if (failed !== null) return unreadable('not in this clone');
  const text = decode(stdout);
  return text === null ? unreadable('binary') : parseConfiguration(text, format);
}

const unreadable = (reason: string): Parsed => ({ kind: 'unreadable', reason });

function decode(bytes: Buffer): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
