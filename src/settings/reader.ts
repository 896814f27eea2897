import { z } from 'zod';

/** What came of a text: a value, or the sentence that says what was expected instead. */
export type Reading<T> = { readonly kind: 'value'; readonly value: T } | Expectation;
export interface Expectation {
  readonly kind: 'expected';
  readonly expected: string;
}

/** How one kind of value is written: `read` takes trimmed text, `editor` is what a JSON Schema can say about it. */
export interface Reader<T> {
  readonly read: (text: string) => Reading<T>;
  readonly editor: { readonly pattern: string } | { readonly type: readonly string[] };
}

export const is = <T>(value: T): Reading<T> => ({ kind: 'value', value });
export const expected = (sentence: string): Expectation => ({ kind: 'expected', expected: sentence });

/** A setting written as one text. */
export function written<T>(reader: Reader<T>) {
  return z
    .string()
    .meta(reader.editor)
    .transform((text, context): T => {
      const reading = reader.read(text.trim());
      if (reading.kind === 'value') return reading.value;
      context.issues.push({ code: 'custom', message: reading.expected, input: text });
      return z.NEVER;
    });
}

/** Text that matches a pattern, as it stands; the definition says what was expected. */
export const matching = (pattern: RegExp) => z.string().trim().regex(pattern);

/** A number written with plain digits; editors see a number. */
export const numeric = <T>(schema: z.ZodType<T>) =>
  z.preprocess((raw) => {
    if (typeof raw !== 'string') return raw;
    return /^\d{1,15}(\.\d{1,15})?$/.test(raw.trim()) ? Number(raw) : raw;
  }, schema);
