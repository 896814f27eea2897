import { pointerOf, type Scalar } from '../core/configuration/setting.ts';

/** Nobody configures by hand what has more; a bomb of aliases unfolds into millions. */
const MOST_SETTINGS = 10_000;
const MOST_DEPTH = 64;

export type Flattened =
  | { readonly kind: 'settings'; readonly settings: ReadonlyMap<string, Scalar> }
  | { readonly kind: 'too much'; readonly reason: string };

/** Nested values as JSON pointers to scalars, in the order of the document. */
export function flatten(root: unknown): Flattened {
  const settings = new Map<string, Scalar>();
  const waiting: { readonly path: readonly string[]; readonly value: unknown }[] = [
    { path: [], value: root },
  ];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { path, value } = next;
    if (path.length > MOST_DEPTH) return { kind: 'too much', reason: `nested more than ${MOST_DEPTH} deep` };
    const items = itemsOf(value);
    if (items === null) settings.set(pointerOf(path), scalarOf(value));
    else if (items.length === 0) settings.set(pointerOf(path), Array.isArray(value) ? '[]' : '{}');
    else for (const [key, item] of items.reverse()) waiting.push({ path: [...path, key], value: item });
    if (settings.size + waiting.length > MOST_SETTINGS) {
      return { kind: 'too much', reason: `more than ${MOST_SETTINGS} settings` };
    }
  }
  return { kind: 'settings', settings };
}

function itemsOf(value: unknown): [string, unknown][] | null {
  if (value === null || typeof value !== 'object' || value instanceof Date) return null;
  return Object.entries(value);
}

/** Whole numbers beyond 2^53 stay text, so that none is mistaken for its neighbour. */
function scalarOf(value: unknown): Scalar {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value;
    case 'number':
      return Number.isFinite(value) ? value : String(value);
    case 'bigint':
      return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
    default:
      return value instanceof Date && Number.isFinite(value.getTime()) ? value.toISOString() : null;
  }
}
