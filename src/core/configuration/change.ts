import { isSecret, looksSecret } from './secret.ts';
import { pointerOf, type Scalar, type Settings, segmentsOf } from './setting.ts';

/** One setting as base and head have it, as it may be shown. */
export interface SettingChange {
  /** JSON pointer within its file, or the name of a variable. */
  readonly key: string;
  readonly kind: 'added' | 'removed' | 'changed';
  /** Null where there was none, and where it is not to be shown. */
  readonly base: string | null;
  readonly head: string | null;
  /** By its name or its looks a secret: that it changed is all that is told. */
  readonly hidden: boolean;
}

/** How a file of configuration differs between base and head. */
export interface FileChange {
  readonly path: string;
  readonly kind: 'added' | 'removed' | 'changed';
  readonly settings: readonly SettingChange[];
  /** Further settings that changed. */
  readonly more: number;
  /** Keys that head's file gives twice, a few of them. */
  readonly repeated: readonly string[];
  /** Why it is not told key by key; null where it is. */
  readonly unread: string | null;
}

export const MOST_SETTINGS = 50;
const MOST_CHARACTERS = 200;

/** Everything that differs, in the order of head, what head no longer has behind it. */
export function compareSettings(base: Settings, head: Settings): SettingChange[] {
  const keys = [...head.keys(), ...[...base.keys()].filter((key) => !head.has(key))];
  return keys
    .filter((key) => base.get(key) !== head.get(key) || base.has(key) !== head.has(key))
    .map((key) => changeOf(key, base, head));
}

/** What is nobody's to see never gets beyond this line. */
function changeOf(key: string, base: Settings, head: Settings): SettingChange {
  const [before, after] = [base.get(key), head.get(key)];
  const hidden =
    (before !== undefined && isSecret(key, before, base)) ||
    (after !== undefined && isSecret(key, after, head));
  return {
    key: nameOf(key),
    kind: before === undefined ? 'added' : after === undefined ? 'removed' : 'changed',
    base: hidden || before === undefined ? null : show(before, after),
    head: hidden || after === undefined ? null : show(after, before),
    hidden,
  };
}

/** A key as it may be shown; broken files and careless ones have secrets for keys. */
export const nameOf = (key: string): string =>
  key.startsWith('/') ? pointerOf(segmentsOf(key).map(unlessSecret)) : unlessSecret(key);

const unlessSecret = (name: string): string => (looksSecret(name) ? '(hidden)' : name);

/** Text that was or becomes another kind of value stands in quotes: `5` is not `"5"`. */
function show(value: Scalar, other: Scalar | undefined): string {
  const isOther = other !== undefined && typeof other !== typeof value;
  const shown = typeof value === 'string' && isOther ? JSON.stringify(value) : String(value);
  return shown.length > MOST_CHARACTERS ? `${shown.slice(0, MOST_CHARACTERS)}…` : shown;
}
