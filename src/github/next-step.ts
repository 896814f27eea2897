import type { Comment } from './comments.ts';
import { compareOrder, type RunOrder, readMarker } from './marker.ts';

/** What is left to do until exactly one comment of ours holds the newest run's body. */
export type Step =
  | { readonly kind: 'create' }
  | { readonly kind: 'rewrite'; readonly id: number; readonly body: string }
  | { readonly kind: 'remove'; readonly ids: readonly number[] }
  | { readonly kind: 'settled'; readonly url: string; readonly isNewer: boolean };

export interface Mine {
  readonly key: string;
  readonly order: RunOrder;
  readonly body: string;
  /** Among jobs of one run the last to come writes, and only once: two that each insisted would never end. */
  readonly hasWritten: boolean;
}

/** `own`: our comments with this key, the lowest id first. It is the one that stays. */
export function nextStep(own: readonly Comment[], mine: Mine): Step {
  const [canonical, ...duplicates] = own;
  if (canonical === undefined) return { kind: 'create' };
  const wanted = newestText(own, mine);
  if (!isSameText(canonical.body, wanted.body)) {
    return { kind: 'rewrite', id: canonical.id, body: wanted.body };
  }
  if (duplicates.length > 0) return { kind: 'remove', ids: duplicates.map(({ id }) => id) };
  return { kind: 'settled', url: canonical.url, isNewer: compareOrder(wanted.order, mine.order) > 0 };
}

interface Text {
  readonly order: RunOrder;
  readonly body: string;
}

function newestText(own: readonly Comment[], mine: Mine): Text {
  const texts = own.map(({ body }): Text => ({ body, order: readMarker(mine.key, body) ?? mine.order }));
  const ordered = mine.hasWritten ? [...texts, mine] : [mine, ...texts];
  return ordered.reduce((best, next) => (compareOrder(next.order, best.order) > 0 ? next : best));
}

/** GitHub stores line ends in its own way. */
const isSameText = (a: string, b: string): boolean => plainLines(a) === plainLines(b);
const plainLines = (text: string): string => text.replaceAll('\r\n', '\n').trim();
