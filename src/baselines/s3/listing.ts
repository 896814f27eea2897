import { measurementFailure } from '../../core/failure.ts';
import { commitAt, MOST_ENTRIES } from '../entry-path.ts';
import type { S3Client } from './client.ts';
import { explain } from './explain.ts';

/** A page holds 1000 keys of at most 1024 bytes, with a few facts about each. */
const PAGE_BYTES = 4_000_000;
const MOST_PAGES = MOST_ENTRIES / 1000;

export interface Listing {
  /** What all keys of the store begin with, '' or with a slash at its end. */
  readonly prefix: string;
  readonly folder: string;
  readonly where: string;
}

/** Commits that have an entry in a folder. */
export async function listEntries(client: S3Client, { prefix, folder, where }: Listing): Promise<string[]> {
  const commits: string[] = [];
  let next: string | null = '';
  for (let page = 0; next !== null; page++) {
    if (page === MOST_PAGES) {
      throw measurementFailure(
        `${where} holds more than ${MOST_ENTRIES} objects, which is no history of a default branch`,
        'Take out what is not needed, or choose another prefix or `service` name.',
      );
    }
    const query = { 'list-type': '2', prefix: `${prefix}${folder}/` };
    const answer = await client.send({
      method: 'GET',
      key: '',
      query: next === '' ? query : { ...query, 'continuation-token': next },
      mostBytes: PAGE_BYTES,
    });
    if (answer.kind !== 'answer' || answer.status !== 200) {
      const { reason, hint } = explain(answer);
      throw measurementFailure(`${where} could not be listed: ${reason}`, hint);
    }
    const text = answer.body.toString('utf8');
    for (const [, key = ''] of text.matchAll(/<Key>([^<]*)<\/Key>/g)) {
      const commit = commitAt(folder, key.slice(prefix.length));
      if (commit !== null && key.startsWith(prefix)) commits.push(commit);
    }
    next = nextOf(text);
  }
  return commits;
}

/** Where the list goes on; null at its end. Keys of ours need no decoding, the token may. */
function nextOf(page: string): string | null {
  if (!/<IsTruncated>true<\/IsTruncated>/.test(page)) return null;
  const token = /<NextContinuationToken>([^<]+)<\/NextContinuationToken>/.exec(page)?.[1];
  return token === undefined
    ? null
    : token
        .replaceAll('&lt;', '<')
        .replaceAll('&gt;', '>')
        .replaceAll('&quot;', '"')
        .replaceAll('&amp;', '&');
}
