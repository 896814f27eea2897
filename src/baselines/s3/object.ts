import type { Found } from '../../core/baseline/store.ts';
import { broken, MOST_BYTES, type Place, readEntry } from '../entry-text.ts';
import type { S3Client } from './client.ts';
import { codeOf, type Explained, explain } from './explain.ts';

/** What lies under a key: an entry with the tag of its version, nothing, or no telling. */
export type Held =
  | { readonly kind: 'entry'; readonly found: Found; readonly etag: string | null }
  | { readonly kind: 'nothing' }
  | ({ readonly kind: 'problem' } & Explained);

export async function readObject(client: S3Client, key: string, place: Place): Promise<Held> {
  const answer = await client.send({ method: 'GET', key, mostBytes: MOST_BYTES });
  if (answer.kind === 'too large') {
    return { kind: 'entry', found: broken(place, `has more than ${MOST_BYTES} bytes`), etag: null };
  }
  if (answer.kind === 'answer') {
    if (answer.status === 404 && codeOf(answer) !== 'NoSuchBucket') return { kind: 'nothing' };
    if (answer.status === 200) {
      return { kind: 'entry', found: readEntry(answer.body, place), etag: answer.headers.etag ?? null };
    }
  }
  return { kind: 'problem', ...explain(answer) };
}
