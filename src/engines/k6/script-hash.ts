import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { dirname, relative, resolve } from 'node:path';

/**
 * SHA-256 over the script and every local file that it, or a module of it, names: imports and literal `open()` paths.
 * Names built at run time are not seen. Paths count relative to the script, so the same files in another checkout
 * have the same hash.
 */
export async function hashScript(script: string): Promise<string> {
  const files = new Map<string, Buffer>();
  const waiting = [script];
  for (let file = waiting.pop(); file !== undefined && files.size < MOST_FILES; file = waiting.pop()) {
    if (files.has(file)) continue;
    const content = await readFile(file).catch(() => null);
    if (content === null) continue;
    files.set(file, content);
    if (MODULE.test(file)) waiting.push(...namedFiles(file, content.toString('utf8')));
  }
  const hash = createHash('sha256');
  const names = [...files.keys()].map((file) => [relative(dirname(script), file), file] as const);
  for (const [name, file] of names.sort(([a], [b]) => (a < b ? -1 : 1))) {
    const content = files.get(file) as Buffer;
    hash.update(`${name}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

const MOST_FILES = 2000;
const MODULE = /\.[cm]?[jt]s$/;
const IMPORTED = /(?:\bfrom|\bimport|\brequire)\s*\(?\s*(['"`])(\.{0,2}\/[^'"`\n]+)\1/g;
const OPENED = /\bopen\s*\(\s*(['"`])([^'"`\n]+)\1/g;

function namedFiles(file: string, source: string): string[] {
  return [...source.matchAll(IMPORTED), ...source.matchAll(OPENED)]
    .map((match) => match[2] as string)
    .filter((name) => !/^[a-z]+:\/\//.test(name))
    .map((name) => resolve(dirname(file), name));
}
