import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Repository } from './guess.ts';

/** The files of a folder, for guesses. */
export function openRepository(root: string): Repository {
  return {
    read: (path) => readFile(join(root, path), 'utf8').catch(() => null),
    list: (folder) => readdir(join(root, folder)).catch(() => []),
  };
}
