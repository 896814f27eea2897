import { z } from 'zod';
import { isTextOrTexts } from './pairs.ts';
import type { Reader } from './reader.ts';

/** How a list of one kind is written. */
export interface ListShape<T> {
  /** Between items where the list is one text. */
  readonly separator: RegExp;
  readonly most: number;
  readonly read: Reader<T>['read'];
}

/** A list in plimsoll.yml, one text or several elsewhere. What cannot be read is told item by item, each as it was received. */
export function listOf<T>({ separator, most, read }: ListShape<T>) {
  return z.preprocess(
    (raw) => (isTextOrTexts(raw) ? cut(raw, separator) : raw),
    z
      .custom<readonly unknown[]>((raw) => Array.isArray(raw) && raw.length > 0 && raw.length <= most)
      .meta({ type: ['string', 'array'], items: { type: 'string' } })
      .transform((items, context): readonly T[] =>
        items.flatMap((item) => {
          const reading = typeof item === 'string' ? read(item) : UNREADABLE;
          if (reading.kind === 'value') return [reading.value];
          context.issues.push({ code: 'custom', message: reading.expected, path: [], input: item });
          return [];
        }),
      ),
  );
}

/** In zod's own words, for which the definition has better ones. */
const UNREADABLE = { kind: 'expected', expected: 'Invalid input' } as const;

const cut = (raw: string | readonly string[], separator: RegExp): string[] =>
  (typeof raw === 'string' ? [raw] : raw)
    .flatMap((text) => text.split(separator))
    .map((text) => text.trim())
    .filter((text) => text !== '');
