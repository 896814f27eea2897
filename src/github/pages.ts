import { z } from 'zod';
import type { Answer, GitHub } from './client.ts';

/** What came of a request: the answer's content, or the answer that had none. */
export type Outcome<T> =
  | { readonly kind: 'ok'; readonly value: T }
  | Exclude<Answer, { readonly kind: 'ok' }>
  | { readonly kind: 'too many' };

/** Of 100 each: more than anything on a pull request has in practice. */
const MOST_PAGES = 50;

/**
 * A whole list. The Link header only says whether there is more, the address of the next page is ours:
 * a strange Link can neither send the token elsewhere nor lead round in circles.
 */
export async function readPages<T>(
  github: GitHub,
  route: string,
  parameters: Readonly<Record<string, unknown>>,
  { schema, idOf }: { readonly schema: z.ZodType<T>; readonly idOf: (item: T) => number | string },
): Promise<Outcome<readonly T[]>> {
  const items = new Map<number | string, T>();
  for (let page = 1; page <= MOST_PAGES; page++) {
    const answer = await github.send(route, { ...parameters, per_page: 100, page });
    const outcome = parseAnswer(answer, z.array(schema));
    if (outcome.kind !== 'ok') return outcome;
    const known = items.size;
    for (const item of outcome.value) items.set(idOf(item), item);
    const isLast = answer.kind === 'ok' && !answer.more;
    if (isLast || items.size === known) return { kind: 'ok', value: [...items.values()] };
  }
  return { kind: 'too many' };
}

export function parseAnswer<T>(answer: Answer, schema: z.ZodType<T>): Outcome<T> {
  if (answer.kind !== 'ok') return answer;
  const parsed = schema.safeParse(answer.data);
  if (parsed.success) return { kind: 'ok', value: parsed.data };
  return { kind: 'lost', message: 'GitHub answered with something else than we asked for' };
}
