import { segmentsOf } from '../configuration/setting.ts';
import { type Failure, settingsFailure } from '../failure.ts';

/** Where a setting lives: a variable of the service, or a place in a file. */
export type SettingPlace =
  | { readonly kind: 'env'; readonly name: string }
  /** `pointer` as in RFC 6901: `/cache/ttl`. */
  | { readonly kind: 'file'; readonly path: string; readonly pointer: string };

/** A setting and the values to try, as the user wrote them: `env.POOL_SIZE=5,20,50`. */
export interface VariedSetting {
  readonly place: SettingPlace;
  readonly values: readonly string[];
}

const MOST_VALUES = 20;
const MOST_CHARACTERS = 1000;
const OURS = ['PORT', 'PLIMSOLL_SIDE'];

/** Reads `env.NAME=a,b` or `file:PATH#/pointer=a,b`; a list in brackets is JSON, for values with commas. */
export function parseVary(text: string): VariedSetting {
  const [, name, path, pointer, list = ''] =
    /^(?:env\.([^=]*)|file:([^#]+)#(\/[^=]*))=(.*)$/s.exec(text.trim()) ?? [];
  const place = placeOf({ name, path, pointer });
  if (place === null) throw malformed(text);
  const values = readValues(list);
  if (values === null || values.length === 0) throw malformed(text);
  if (values.length > MOST_VALUES) {
    throw settingsFailure(
      `--vary ${nameSetting(place)}: received ${values.length} values, expected at most ${MOST_VALUES}`,
      'Sweep a few values first, then more around the best.',
    );
  }
  return { place, values: [...new Set(values)] };
}

/** As it is written on the command line. */
export const nameSetting = (place: SettingPlace): string =>
  place.kind === 'env' ? `env.${place.name}` : `file:${place.path}#${place.pointer}`;

/** As a table has room for it: `POOL_SIZE`, `cache.ttl`. */
export const shortName = (place: SettingPlace): string =>
  place.kind === 'env' ? place.name : segmentsOf(place.pointer).join('.');

interface Written {
  readonly name: string | undefined;
  readonly path: string | undefined;
  readonly pointer: string | undefined;
}

function placeOf({ name, path, pointer }: Written): SettingPlace | null {
  if (name !== undefined) {
    if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) return null;
    if (!OURS.includes(name)) return { kind: 'env', name };
    throw settingsFailure(
      `--vary env.${name}: Plimsoll sets ${name} itself, for each variant`,
      'Vary another setting.',
    );
  }
  if (path === undefined || pointer === undefined) return null;
  const steps = path.split('/');
  const leaves = path.startsWith('/') || steps.includes('..') || steps.includes('.git');
  return leaves || /\p{Cc}/u.test(path) ? null : { kind: 'file', path, pointer };
}

function readValues(list: string): string[] | null {
  const values = list.trim().startsWith('[') ? readJson(list) : list.split(',').map((value) => value.trim());
  const isBad = (value: string): boolean => value.length > MOST_CHARACTERS || /\p{Cc}/u.test(value);
  return values === null || values.some(isBad) ? null : values;
}

function readJson(list: string): string[] | null {
  try {
    const values: unknown = JSON.parse(list);
    if (!Array.isArray(values)) return null;
    const isScalar = (value: unknown): boolean => ['string', 'number', 'boolean'].includes(typeof value);
    return values.every(isScalar) ? values.map(String) : null;
  } catch {
    return null;
  }
}

const malformed = (text: string): Failure =>
  settingsFailure(
    `--vary received ${JSON.stringify(text.slice(0, 200))}, expected env.NAME=VALUE,... or file:PATH#/POINTER=VALUE,...`,
    'For example --vary env.POOL_SIZE=5,20,50 or --vary file:config/app.yml#/cache/ttl=0,60. The path lies in the repository.',
  );
