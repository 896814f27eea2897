import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';

/** Files by absolute path; the script itself is the first. */
export type ScriptFiles = ReadonlyMap<string, Buffer>;

/**
 * The script and every local file that it, or a module of it, names: imports and literal `open()` paths.
 * Names built at run time are not seen.
 */
export async function readScriptFiles(script: string): Promise<ScriptFiles> {
  const files = new Map<string, Buffer>();
  const waiting = [script];
  for (let file = waiting.pop(); file !== undefined && files.size < MOST_FILES; file = waiting.pop()) {
    if (files.has(file)) continue;
    const content = await readFile(file).catch(() => null);
    if (content === null) continue;
    files.set(file, content);
    if (MODULE.test(file)) waiting.push(...namedFiles(file, content.toString('utf8')));
  }
  return files;
}

/** What the modules among the files say, comments taken out. */
export function moduleTexts(files: ScriptFiles): string[] {
  return [...files]
    .filter(([file]) => MODULE.test(file))
    .map(([, content]) => withoutComments(content.toString('utf8')));
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

/** Texts are read over whole, because `//` stands in every URL. */
const TEXT_OR_COMMENT =
  /("(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`)|\/\/[^\n]*|\/\*[\s\S]*?\*\//g;

const withoutComments = (source: string): string =>
  source.replace(TEXT_OR_COMMENT, (_, text: string | undefined) => text ?? ' ');
