import type { LookupFunction } from 'node:net';
import type { Appended, BaselineStore, Found } from '../../core/baseline/store.ts';
import { measurementFailure } from '../../core/failure.ts';
import { type Refused, refuse } from '../addition.ts';
import { entryPath } from '../entry-path.ts';
import type { Place } from '../entry-text.ts';
import { PATIENCE, type Patience } from '../patience.ts';
import { appendToObject } from './append.ts';
import { type Access, openBucket } from './bucket.ts';
import { createClient } from './client.ts';
import { explain } from './explain.ts';
import { listEntries } from './listing.ts';
import type { Bucket } from './location.ts';
import { readObject } from './object.ts';
import { probeConditions } from './probe.ts';

export interface S3Options {
  readonly bucket: Bucket;
  readonly folder: string;
  /** Credentials and region are AWS_* variables in here. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly signal: AbortSignal;
  readonly patience?: Patience;
  /** Wait before the first repetition of a request that found no answer, ms. */
  readonly backoffMs?: number;
  readonly lookup?: LookupFunction;
}

/** Requests under way at once. */
const AT_ONCE = 8;

/** Recordings in a bucket. Its conditional writes stand between two that record at once. */
export function openS3Store(options: S3Options): BaselineStore {
  const { bucket, folder, patience = PATIENCE, signal } = options;
  const access: Access = openBucket(bucket, options.environment);
  const client = createClient({ ...access, ...options });
  const prefix = bucket.prefix === '' ? '' : `${bucket.prefix}/`;
  const keyOf = (commit: string): string => `${prefix}${entryPath(folder, commit)}`;
  const placeOf = (commit: string): Place => ({ commit, where: `s3://${bucket.name}/${keyOf(commit)}` });
  const where = `s3://${bucket.name}/${prefix}${folder}`;
  let probed: Promise<Refused | null> | null = null;

  async function read(commit: string): Promise<readonly Found[]> {
    const place = placeOf(commit);
    const held = await readObject(client, keyOf(commit), place);
    if (held.kind === 'nothing') return [];
    if (held.kind === 'entry') return [held.found];
    throw measurementFailure(`${place.where} could not be read: ${held.reason}`, held.hint);
  }

  async function remove(commit: string): Promise<Refused | null> {
    const answer = await client.send({ method: 'DELETE', key: keyOf(commit), mostBytes: 100_000 });
    if (answer.kind === 'answer' && [200, 204, 404].includes(answer.status)) return null;
    const { reason, hint } = explain(answer);
    return refuse(`${placeOf(commit).where} could not be taken out: ${reason}`, hint);
  }

  return {
    where,
    list: () => listEntries(client, { prefix, folder, where }),
    read: async (commits) => (await inGroups(commits, read)).flat(),
    async append(recording): Promise<Appended> {
      if (access.keys === null) return refuseUnsigned(where);
      probed ??= probeConditions(client, `${prefix}${folder}/conditional-writes`, where);
      const { commit } = recording;
      const write = { client, key: keyOf(commit), place: placeOf(commit), patience, signal };
      return (await probed) ?? appendToObject(recording, write);
    },
    async remove(commits): Promise<Appended> {
      if (access.keys === null) return refuseUnsigned(where);
      const refused = (await inGroups(commits, remove)).find((each) => each !== null);
      return refused ?? { kind: 'appended', where, attempts: 1 };
    },
  };
}

function refuseUnsigned(where: string): Refused {
  return refuse(
    `${where} cannot be written without credentials: AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are not set`,
    'Sign in before this step, e.g. with aws-actions/configure-aws-credentials, in the job that records and in no other.',
  );
}

async function inGroups<A, B>(all: readonly A[], each: (one: A) => Promise<B>): Promise<B[]> {
  const done: B[] = [];
  for (let at = 0; at < all.length; at += AT_ONCE) {
    done.push(...(await Promise.all(all.slice(at, at + AT_ONCE).map(each))));
  }
  return done;
}
