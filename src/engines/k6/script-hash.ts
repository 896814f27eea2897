import { createHash } from 'node:crypto';
import { dirname, relative } from 'node:path';
import type { ScriptFiles } from './script-files.ts';

/** SHA-256 over a script's files. Paths count relative to the script, so the same files in another checkout have the same hash. */
export function hashScript(script: string, files: ScriptFiles): string {
  const hash = createHash('sha256');
  const entries = [...files].map(([file, content]) => [relative(dirname(script), file), content] as const);
  for (const [name, content] of entries.sort(([a], [b]) => (a < b ? -1 : 1))) {
    hash.update(`${name}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}
