import { isScalar, type Node, parseDocument, stringify } from 'yaml';
import { formatOf } from '../configuration/format.ts';
import { parseConfiguration } from '../configuration/parse.ts';
import { type Format, type Scalar, type Settings, segmentsOf } from '../core/configuration/setting.ts';
import { type Failure, settingsFailure } from '../core/failure.ts';
import { findLine } from './sweep-edit-lines.ts';

/** A file of settings as it stands in the repository. */
export interface SettingsFile {
  readonly path: string;
  readonly text: string;
}

/** What a file says at a pointer today. Throws a settings failure, which quotes no value, where it says nothing there. */
export function readSetting(file: SettingsFile, pointer: string): string {
  const value = settingsOf(file).get(pointer);
  if (value === undefined) throw missing(file, pointer);
  return textOf(value);
}

/**
 * The text with one value exchanged and every other character as it was. Read again afterwards: the setting must have its
 * value and all others theirs, else the edit is refused.
 */
export function editSetting(file: SettingsFile, pointer: string, value: string): string {
  const before = settingsOf(file);
  const today = before.get(pointer);
  if (today === undefined) throw missing(file, pointer);
  const format = formatIn(file);
  const place = findPlace(file.text, format, pointer);
  const written = place === null ? null : writeValue(value, { format, today, place: place.text });
  if (place !== null && written !== null) {
    const text = file.text.slice(0, place.from) + written + file.text.slice(place.to);
    const after = parseConfiguration(text, format);
    if (after.kind === 'settings' && isOnlyChange({ before, after: after.settings, pointer, value }))
      return text;
  }
  throw settingsFailure(
    `file:${file.path}#${pointer} could not be changed without changing more of the file`,
    'Aliases, merged keys and values over several lines cannot be swept: give it a value of its own on one line, or vary a variable (env.NAME).',
  );
}

interface Place {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

function findPlace(text: string, format: Format, pointer: string): Place | null {
  const segments = segmentsOf(pointer);
  const range =
    format === 'yaml' || format === 'json' ? findNode(text, segments) : findLine(text, format, segments);
  return range === null ? null : { from: range[0], to: range[1], text: text.slice(range[0], range[1]) };
}

/** JSON is YAML, too; a node knows where it stands in the text. */
function findNode(text: string, segments: readonly string[]): readonly [number, number] | null {
  const document = parseDocument(text, { uniqueKeys: false, logLevel: 'silent' });
  const node = document.getIn(segments, true) as Node | undefined;
  return isScalar(node) && node.range != null ? [node.range[0], node.range[1]] : null;
}

interface Wanted {
  readonly format: Format;
  readonly today: Scalar;
  /** How today's value is written. */
  readonly place: string;
}

/** Quoted where today's value is, bare where that is read as the same; null where it cannot be written. */
function writeValue(value: string, { format, today, place }: Wanted): string | null {
  const quote = /^["']/.exec(place)?.[0] ?? '';
  switch (format) {
    case 'yaml':
      return typeof today === 'string' && quote === ''
        ? stringify(value, { lineWidth: 0 }).trimEnd()
        : quoted(value, quote);
    case 'json':
    case 'toml':
      return quote === '' ? value : JSON.stringify(value);
    case 'ini':
    case 'dotenv':
      return quoted(value, quote);
    case 'properties':
      return value.replaceAll('\\', '\\\\');
  }
}

function quoted(value: string, quote: string): string | null {
  if (quote === '') return value;
  if (quote === '"') return JSON.stringify(value);
  return value.includes("'") ? null : `'${value}'`;
}

function isOnlyChange(edit: {
  readonly before: Settings;
  readonly after: Settings;
  readonly pointer: string;
  readonly value: string;
}): boolean {
  const { before, after, pointer, value } = edit;
  if (before.size !== after.size) return false;
  return [...after].every(([key, now]) =>
    key === pointer ? textOf(now) === normal(value, now) : before.has(key) && before.get(key) === now,
  );
}

/** `1e3` and `05` are read as numbers: then the number counts, not how it was written. */
const normal = (value: string, read: Scalar): string =>
  typeof read === 'number' ? String(Number(value)) : value;

const textOf = (value: Scalar): string => String(value);

function settingsOf(file: SettingsFile): Settings {
  const parsed = parseConfiguration(file.text, formatIn(file));
  if (parsed.kind === 'settings') return parsed.settings;
  throw settingsFailure(
    `${file.path} cannot be read: ${parsed.reason}`,
    'Sweep a file that can be read key by key.',
  );
}

function formatIn({ path }: SettingsFile): Format {
  const format = formatOf(path);
  if (format !== null) return format;
  throw settingsFailure(
    `${path} is no file that is read key by key`,
    'A sweep edits YAML, JSON, TOML, INI, properties and dotenv files; vary a variable (env.NAME) instead.',
  );
}

const MOST_NAMED = 8;

function missing(file: SettingsFile, pointer: string): Failure {
  const keys = [...settingsOf(file).keys()];
  const named = keys.slice(0, MOST_NAMED).join(', ');
  return settingsFailure(
    `${file.path} has no value at ${pointer}`,
    keys.length === 0
      ? 'It holds no settings.'
      : `It has ${named}${keys.length > MOST_NAMED ? ` and ${keys.length - MOST_NAMED} more` : ''}.`,
  );
}
