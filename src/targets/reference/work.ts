import { createHash } from 'node:crypto';

/** Changes whenever the work does: quotients to another version cannot be compared. */
export const REFERENCE_VERSION = '1';

/** Lines of the document that every request parses, and how often its digest is taken. */
const [LINES, DIGESTS] = [120, 12];
/** Pure waiting in every request, ms: what a service spends on its database. */
export const WAIT_MS = 1;

const DOCUMENT = JSON.stringify(
  Array.from({ length: LINES }, (_, line) => ({
    id: line,
    name: `article ${line}`,
    price: ((line * 7919) % 10_000) / 100,
    tags: ['a', 'b', 'c'].slice(line % 3),
  })),
);

/** The fixed work of one request, about a millisecond of CPU: parse, allocate, sort, digest. Always the same text. */
export function doWork(): string {
  const lines = JSON.parse(DOCUMENT) as { readonly id: number; readonly price: number }[];
  const sorted = lines.toSorted((a, b) => a.price - b.price || a.id - b.id);
  let digest = JSON.stringify(sorted);
  for (let round = 0; round < DIGESTS; round++)
    digest = createHash('sha256').update(digest).update(DOCUMENT).digest('hex');
  return digest;
}
