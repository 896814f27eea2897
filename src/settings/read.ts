import { findContradictions } from './contradictions.ts';
import {
  DEFINITIONS,
  definitionOf,
  SETTING_KEYS,
  type SettingKey,
  type SettingValues,
} from './definitions.ts';
import { readFile, type SettingsText } from './file.ts';
import { givenDirectly, givenInFile, readGiven } from './given.ts';
import { failureOf, type Problem } from './problem.ts';
import { DEFAULT_SOURCE, type Source, sourceOfValue } from './source.ts';

/** Where settings come from. Flags or inputs go before the file, the file before the defaults, each key as a whole. */
export interface SettingSources {
  /** Flags or inputs by name. */
  readonly values: Readonly<Record<string, string | readonly string[]>>;
  readonly origin: 'flag' | 'input';
  readonly file: SettingsText | null;
  /** Where nothing is measured, only the rules of a verdict are needed. */
  readonly needs?: 'load' | 'rules';
  /** What else is wrong, known to the caller alone; told with the rest. */
  readonly complain?: (settings: Settings) => readonly Problem[];
}

/** The value of every setting, and where each came from. */
export type Settings = SettingValues & { readonly sourceOf: (key: SettingKey) => Source };

/** Makes settings whole. Throws one Failure that names everything that is wrong. */
export function readSettings(source: SettingSources): Settings {
  const { values, origin, file, needs = 'load', complain = () => [] } = source;
  const fromFile = file === null ? null : readFile(file);
  const given = [...(fromFile === null ? [] : givenInFile(fromFile)), ...givenDirectly(origin, values)];
  const known: Record<string, unknown> = defaults();
  const sources = new Map<SettingKey, Source>();
  const problems: Problem[] = [...missingFile(origin, values, file), ...(fromFile?.problems ?? [])];
  for (const one of given) {
    const { key, value, problems: own } = readGiven(one);
    problems.push(...own);
    if (key === null) continue;
    known[key] = value;
    sources.set(key, one.source);
  }
  const settings = {
    ...known,
    ...observedRules(known as SettingValues),
    sourceOf: (key: SettingKey): Source => sources.get(key) ?? DEFAULT_SOURCE,
  } as Settings;
  // What an unreadable file would have said is unknown, so nothing can be missing yet.
  const isWhole = fromFile === null || fromFile.problems.length === 0;
  if (isWhole && needs === 'load') problems.push(...findContradictions(settings));
  problems.push(...complain(settings));
  if (problems.length > 0) throw failureOf(problems);
  return settings;
}

/** The path of the settings file, which has to be known before the rest can be read. */
export function configPath(values: SettingSources['values']): string {
  const raw = values['config'] ?? '';
  const path = (typeof raw === 'string' ? raw : (raw.at(-1) ?? '')).trim();
  return path === '' ? DEFINITIONS.config.fallback : path;
}

/** What is observed brings its margins along; one that stands among the others goes before it. */
const observedRules = ({ margins, observe }: SettingValues): Pick<SettingValues, 'margins'> => ({
  margins: margins && { ...margins, run: { ...observe?.margins, ...margins.run } },
});

const defaults = (): Record<string, unknown> =>
  Object.fromEntries(SETTING_KEYS.map((key) => [key, definitionOf(key).fallback]));

/** The default file may be missing; one that was asked for may not. */
function missingFile(
  origin: SettingSources['origin'],
  values: SettingSources['values'],
  file: SettingsText | null,
): Problem[] {
  const path = configPath(values);
  if (file !== null || path === DEFINITIONS.config.fallback) return [];
  return [{ at: sourceOfValue(origin, 'config').words, says: `there is no file ${JSON.stringify(path)}` }];
}
