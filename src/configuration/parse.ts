import { parseEnv } from 'node:util';
import { parse as parseIni } from 'ini';
import { getProperties } from 'properties-file';
import { parse as parseToml, TomlError } from 'smol-toml';
import type { Format, Settings } from '../core/configuration/setting.ts';
import { flatten } from './flatten.ts';
import { readYaml, repeatedKeys, Unreadable } from './yaml.ts';

/** What a text of configuration comes to. No reason quotes the text: it may hold secrets. */
export type Parsed =
  | {
      readonly kind: 'settings';
      readonly settings: Settings;
      /** Keys that YAML or JSON give twice, as JSON pointers, a few of them; the last one counts. */
      readonly repeated: readonly string[];
    }
  | { readonly kind: 'unreadable'; readonly reason: string };

/** Configuration is written by hand; data belongs elsewhere. */
export const MOST_CHARACTERS = 256 * 1024;

interface Document {
  readonly value: unknown;
  readonly repeated: readonly string[];
}

/** Reads the settings of a text, key by key. Never throws. */
export function parseConfiguration(text: string, format: Format): Parsed {
  if (text.length > MOST_CHARACTERS) return unreadable('larger than 256 KiB');
  if (text.includes('\0')) return unreadable('binary');
  try {
    const { value, repeated } = readDocument(text.replace(/^\uFEFF/, ''), format);
    const flat = flatten(value);
    if (flat.kind === 'too much') return unreadable(flat.reason);
    return { kind: 'settings', settings: flat.settings, repeated };
  } catch (error) {
    return unreadable(error instanceof Unreadable ? error.message : `not valid ${NAMES[format]}`);
  }
}

const unreadable = (reason: string): Parsed => ({ kind: 'unreadable', reason });

const NAMES: Readonly<Record<Format, string>> = {
  yaml: 'YAML',
  json: 'JSON',
  toml: 'TOML',
  ini: 'INI',
  properties: 'properties',
  dotenv: 'dotenv',
};

function readDocument(text: string, format: Format): Document {
  switch (format) {
    case 'yaml':
      return readYaml(text);
    case 'json':
      return readJson(text);
    case 'toml':
      return once(readToml(text));
    case 'ini':
      return once(parseIni(text));
    case 'properties':
      return once(getProperties(text));
    case 'dotenv':
      // As `node --env-file` reads it, which follows the dotenv package.
      return once(parseEnv(text));
  }
}

const once = (value: unknown): Document => ({ value, repeated: [] });

/** JSON is YAML, too, where a key that is there twice can be seen. */
function readJson(text: string): Document {
  try {
    const value: unknown = JSON.parse(text);
    return { value, repeated: repeatedKeys(text) };
  } catch (error) {
    const position = /at position (\d{1,9})/.exec(error instanceof Error ? error.message : '')?.[1];
    if (position === undefined) throw new Unreadable('not valid JSON');
    throw new Unreadable(`not valid JSON at line ${text.slice(0, Number(position)).split('\n').length}`);
  }
}

function readToml(text: string): unknown {
  try {
    return parseToml(text, { integersAsBigInt: 'asNeeded', maxDepth: 100 });
  } catch (error) {
    throw new Unreadable(
      error instanceof TomlError ? `not valid TOML at line ${error.line}` : 'not valid TOML',
    );
  }
}
