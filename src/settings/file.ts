import { type Document, isMap, isScalar, LineCounter, parseDocument, visit, type YAMLError } from 'yaml';
import { isMap as isPlainMap } from './pairs.ts';
import type { Problem } from './problem.ts';

export interface SettingsText {
  readonly path: string;
  readonly text: string;
}

/** plimsoll.yml as maps whose scalars are all text, so that 1.10 stays 1.10 and every key has one parser for all its places. */
export interface SettingsFile {
  readonly values: Readonly<Record<string, unknown>>;
  /** `plimsoll.yml:7`, the line of the key at the end of a path, or of as much of the path as there is. */
  readonly locate: (path: readonly PropertyKey[]) => string;
  readonly problems: readonly Problem[];
}

const MOST_CHARACTERS = 256 * 1024;
/** A settings file reuses a handful of margins; a bomb needs thousands. */
const MOST_ALIASES = 100;

/** Reads the file. What cannot be read is a problem with its line and column, and leaves no values. */
export function readFile({ path, text }: SettingsText): SettingsFile {
  const unread = (says: string, at = path): SettingsFile => ({
    values: {},
    locate: () => path,
    problems: [{ at, says }],
  });
  if (text.length > MOST_CHARACTERS) {
    return unread(`received ${Math.ceil(text.length / 1024)} KiB, expected at most 256 KiB`);
  }
  const lines = new LineCounter();
  const place = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return `${path}:${line}:${col}`;
  };
  const document = parseDocument(text, {
    schema: 'failsafe',
    stringKeys: true,
    prettyErrors: false,
    logLevel: 'error',
    lineCounter: lines,
  });
  const [error] = document.errors;
  if (error !== undefined) return unread(sayError(error, text), place(error.pos[0]));
  try {
    const values: unknown = document.toJS({ maxAliasCount: MOST_ALIASES }) ?? {};
    if (document.contents !== null && !isPlainMap(values)) {
      return unread('received a list or a text, expected a map of settings', place(0));
    }
    return {
      values: values as Readonly<Record<string, unknown>>,
      locate: (keys) => `${path}:${lines.linePos(offsetOf(document, keys)).line}`,
      problems: [],
    };
  } catch (cause) {
    const reason = cause instanceof ReferenceError ? cause.message : 'it is nested too deeply';
    return unread(`the aliases cannot be resolved (${reason})`, place(firstAlias(document)));
  }
}

function sayError(error: YAMLError, text: string): string {
  switch (error.code) {
    case 'DUPLICATE_KEY': {
      const key = /^[^:\n]{1,60}/.exec(text.slice(error.pos[0]))?.[0] ?? '';
      return `the key ${JSON.stringify(key.trim())} is there twice, expected each key once`;
    }
    case 'RESOURCE_EXHAUSTION':
      return 'it is nested too deeply to be read';
    case 'MULTIPLE_DOCS':
      return 'received a second document, expected one';
    default:
      return `not valid YAML: ${error.message}`;
  }
}

function offsetOf(document: Document, keys: readonly PropertyKey[]): number {
  let node: unknown = document.contents;
  let offset = 0;
  for (const key of keys) {
    if (!isMap(node)) break;
    const pair = node.items.find((item) => isScalar(item.key) && item.key.value === key);
    if (pair === undefined) break;
    if (isScalar(pair.key)) offset = pair.key.range?.[0] ?? offset;
    node = pair.value;
  }
  return offset;
}

function firstAlias(document: Document): number {
  let offset = 0;
  visit(document, {
    Alias: (_, alias) => {
      offset = alias.range?.[0] ?? 0;
      return visit.BREAK;
    },
  });
  return offset;
}
