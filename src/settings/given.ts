import type { Place } from './definition.ts';
import { definitionOf, isSettingKey, SETTING_KEYS, type SettingKey } from './definitions.ts';
import type { SettingsFile } from './file.ts';
import { type Problem, showReceived } from './problem.ts';
import { type Source, sourceOfValue } from './source.ts';
import { didYouMean } from './suggestion.ts';

/** One key as somebody gave it, not yet understood. */
export interface Given {
  readonly name: string;
  readonly raw: unknown;
  readonly source: Source;
  /** Where in the source a nested key stands. */
  readonly locate: (path: readonly PropertyKey[]) => string;
}

/** What one given key came to; a key with problems has no value. */
export interface GivenValue {
  readonly key: SettingKey | null;
  readonly value: unknown;
  readonly problems: readonly Problem[];
}

export function givenInFile(file: SettingsFile): Given[] {
  return Object.entries(file.values).map(([name, raw]) => {
    const words = file.locate([name]);
    return { name, raw, source: { kind: 'file', words }, locate: (path) => file.locate([name, ...path]) };
  });
}

/** An input that is empty counts as not given: GitHub passes every input, and leaves out none. */
export function givenDirectly(
  origin: 'flag' | 'input',
  values: Readonly<Record<string, string | readonly string[]>>,
): Given[] {
  return Object.entries(values).flatMap(([name, raw]) => {
    const texts = typeof raw === 'string' ? [raw] : raw;
    if (texts.length === 0 || (origin === 'input' && texts.every((text) => text.trim() === ''))) return [];
    const source = sourceOfValue(origin, name);
    return [{ name, raw: texts.length === 1 ? texts[0] : texts, source, locate: () => source.words }];
  });
}

export function readGiven(given: Given): GivenValue {
  const { name, source } = given;
  const key = isSettingKey(name) ? name : null;
  const misplaced = key === null ? unknownName(given) : wrongPlace(key, source.kind);
  if (key === null || misplaced !== null) {
    const problems = misplaced === null ? [] : [{ at: source.words, says: misplaced }];
    return { key: null, value: undefined, problems };
  }
  const definition = definitionOf(key);
  if (Array.isArray(given.raw) && source.kind !== 'file' && definition.repeats !== true) {
    const says = `received ${given.raw.length} values, expected one`;
    return { key, value: undefined, problems: [{ at: source.words, says }] };
  }
  const parsed = definition.value.safeParse(given.raw, { reportInput: true });
  if (parsed.success) return { key, value: parsed.data, problems: [] };
  const problems = parsed.error.issues.map((issue) => {
    const own = issue.code === 'custom' && issue.message !== 'Invalid input';
    const received = definition.secret === true ? '' : `received ${showReceived(issue.input)}, `;
    const inside = [...(source.kind === 'file' ? [key] : []), ...issue.path].map(String).join('.');
    return {
      at: given.locate(issue.path),
      says: `${inside === '' ? '' : `${inside}: `}${received}expected ${own ? issue.message : definition.expected}`,
    };
  });
  return { key, value: undefined, problems };
}

function unknownName({ name, source }: Given): string {
  const known = SETTING_KEYS.filter((key) => definitionOf(key).places.some((place) => place === source.kind));
  const noun = source.kind === 'file' ? `the unknown key ${showReceived(name)}` : `an unknown ${source.kind}`;
  return `received ${noun}${didYouMean(name, known, source.kind === 'flag' ? '--' : '')}`;
}

const PLACE_WORDS: Readonly<Record<Place, string>> = {
  flag: 'a flag of the command',
  input: 'an input of the action',
  file: 'a key of plimsoll.yml',
};

function wrongPlace(key: SettingKey, kind: Source['kind']): string | null {
  const { places } = definitionOf(key);
  if (kind === 'default' || places.includes(kind)) return null;
  const known = places.map((place) => PLACE_WORDS[place]).join(' or ');
  return `received ${key} as ${PLACE_WORDS[kind]}, expected it as ${known}`;
}
