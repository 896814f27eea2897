import { z } from 'zod';
import { isMap, isTextOrTexts, readPairs } from './pairs.ts';

/** Plimsoll sets these for each side; a value for both would start two services on one port. */
const OURS = ['PORT', 'PLIMSOLL_SIDE'];

/** Variables for the service: a map, or NAME=value once a line. Their values are never quoted in an error, because some are secret. */
export const environmentMap = z.preprocess(
  (raw) => {
    const pairs = isTextOrTexts(raw) ? readPairs(raw, /\r?\n/) : null;
    return pairs === null ? raw : Object.fromEntries(pairs);
  },
  z
    .custom<Readonly<Record<string, unknown>>>(isMap)
    .meta({
      type: 'object',
      propertyNames: { pattern: `^(?!(${OURS.join('|')})$)[A-Za-z_][A-Za-z0-9_]*$` },
      additionalProperties: { type: ['string', 'number', 'boolean'] },
    })
    .transform((map, context): Readonly<Record<string, string>> => {
      for (const [name, value] of Object.entries(map)) {
        const message = complain(name, value);
        if (message !== null) context.issues.push({ code: 'custom', message, path: [name], input: value });
      }
      return map as Readonly<Record<string, string>>;
    }),
);

function complain(name: string, value: unknown): string | null {
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) return 'a name of letters, digits and _';
  if (OURS.includes(name)) return 'another name: Plimsoll sets this one for each side';
  if (typeof value !== 'string') return 'one text as value';
  return value.includes('\0') ? 'a value without NUL' : null;
}
