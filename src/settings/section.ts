import { z } from 'zod';
import { isMap } from './pairs.ts';
import { UNSHOWN } from './problem.ts';
import type { Reader } from './reader.ts';
import { didYouMean } from './suggestion.ts';

/** Tells what was expected at a place inside a nested setting. */
export type Report = (path: readonly string[], expected: string, received: unknown) => void;

/** How one part of a nested setting is read; undefined where something was reported. `editor`: what a JSON Schema says of it. */
export interface Field<T> {
  readonly read: (raw: unknown, report: Report) => T | undefined;
  readonly editor: object;
}

/** A field under its key, with what it is where the key is missing; without `fallback` the key must be there. */
export interface Key<T> {
  readonly field: Field<T>;
  readonly fallback?: T;
}

export const required = <T>(field: Field<T>): Key<T> => ({ field });
export const optional = <T, F>(field: Field<T>, fallback: F): Key<T | F> => ({ field, fallback });

type Keys = Readonly<Record<string, Key<unknown>>>;
export type SectionOf<K extends Keys> = { readonly [N in keyof K]: K[N] extends Key<infer T> ? T : never };

/** A setting that is nested in plimsoll.yml. */
export const nested = <T>(field: Field<T>) =>
  z
    .custom<unknown>(() => true)
    .meta({ ...field.editor })
    .transform((raw, context): T => {
      let isSound = true;
      const value = field.read(raw, (path, message, input) => {
        isSound = false;
        context.issues.push({ code: 'custom', message, path: [...path], input });
      });
      return isSound && value !== undefined ? value : z.NEVER;
    });

/** One text. */
export const text = <T>(reader: Reader<T>): Field<T> => ({
  editor: { type: 'string', ...reader.editor },
  read: (raw, report) => {
    const reading = reader.read(typeof raw === 'string' ? raw.trim() : '');
    if (reading.kind === 'value') return reading.value;
    report([], reading.expected, raw);
    return undefined;
  },
});

/** One text that may be a secret, and is never quoted. */
export const secretText = <T>(reader: Reader<T>): Field<T> => ({
  editor: text(reader).editor,
  read: (raw, report) =>
    text(reader).read(raw, (path, message) =>
      report(path, message, typeof raw === 'string' && raw !== '' ? UNSHOWN : raw),
    ),
});

/** A map whose keys are known. */
export function section<K extends Keys>(keys: K): Field<SectionOf<K>> {
  const names = Object.keys(keys);
  const needed = names.filter((name) => keys[name]?.fallback === undefined);
  return {
    editor: {
      type: 'object',
      properties: Object.fromEntries(names.map((name) => [name, keys[name]?.field.editor])),
      ...(needed.length === 0 ? {} : { required: needed }),
      additionalProperties: false,
    },
    read(raw, report) {
      if (!isMap(raw)) {
        report([], `a map with the keys ${names.join(', ')}`, raw);
        return undefined;
      }
      for (const name of Object.keys(raw).filter((key) => !names.includes(key)))
        report([name], `one of ${names.join(', ')}${didYouMean(name, names)}`, name);
      const values = names.map((name) =>
        readKey({ raw: raw[name], key: keys[name] as Key<unknown>, report: under(report, name) }),
      );
      if (values.includes(undefined)) return undefined;
      return Object.fromEntries(names.map((name, i) => [name, values[i]])) as SectionOf<K>;
    },
  };
}

/** A map whose keys are names of the user's own, of which `name` says what they may be. */
export const entries = <T>(
  field: Field<T>,
  { name, most }: { readonly name: Reader<string>; readonly most: number },
): Field<readonly (readonly [string, T])[]> => ({
  editor: { type: 'object', maxProperties: most, additionalProperties: field.editor },
  read(raw, report) {
    const given = isMap(raw) ? Object.entries(raw) : null;
    if (given === null || given.length > most) {
      report([], `a map from name to value, at most ${most}`, raw);
      return undefined;
    }
    const read = given.map(([own, value]) => {
      const known = name.read(own);
      if (known.kind === 'expected') report([own], known.expected, own);
      return [own, field.read(value, under(report, own))] as const;
    });
    return read.filter((entry): entry is readonly [string, T & {}] => entry[1] !== undefined);
  },
});

/** A list, or one text with commas between its items. */
export const list = <T>(reader: Reader<T>, most: number): Field<readonly T[]> => ({
  editor: { type: ['string', 'array'], items: { type: 'string', ...reader.editor }, maxItems: most },
  read(raw, report) {
    const items: unknown = typeof raw === 'string' ? raw.split(',').filter((one) => one.trim() !== '') : raw;
    if (!Array.isArray(items) || items.length > most) {
      report([], `a list of at most ${most}`, raw);
      return undefined;
    }
    return items.flatMap((item) => text(reader).read(item, report) ?? []);
  },
});

const under =
  (report: Report, key: string): Report =>
  (path, message, received) =>
    report([key, ...path], message, received);

function readKey({ raw, key, report }: { raw: unknown; key: Key<unknown>; report: Report }): unknown {
  if (raw !== undefined) return key.field.read(raw, report);
  if (key.fallback === undefined) report([], 'a value: it cannot be left out', raw);
  return key.fallback;
}
