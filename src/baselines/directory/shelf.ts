import { join } from 'node:path';
import type { Recording } from '../../core/baseline/recording.ts';
import type { Found } from '../../core/baseline/store.ts';
import { measurementFailure } from '../../core/failure.ts';
import { MOST_ENTRIES } from '../entry-path.ts';
import { COMMIT } from '../entry-schema.ts';
import { broken, MOST_BYTES, type Place, readEntry, tooLong } from '../entry-text.ts';
import { listFolder, readBounded } from './files.ts';

/**
 * A service's part of a folder. The first recordings of a commit are in `<commit>.json`, as on a branch; later ones in
 * `<commit>.2.json`, `<commit>.3.json` and so on. A file is made once and never changed, so writers need no lock.
 */
export interface Shelf {
  /** Where the shards are. */
  readonly path: string;
}

/** A file of an entry. */
export interface Part {
  readonly commit: string;
  readonly number: number;
  readonly path: string;
}

export const partPath = ({ path }: Shelf, commit: string, number: number): string =>
  join(path, shardOf(commit), number === 1 ? `${commit}.json` : `${commit}.${number}.json`);

/** Every part that there is. */
export async function listParts(shelf: Shelf): Promise<readonly Part[]> {
  const shards = (await listFolder(shelf.path)).filter((name) => /^[0-9a-f]{2}$/.test(name));
  const parts: Part[] = [];
  for (const shard of shards) {
    const names = await listFolder(join(shelf.path, shard));
    parts.push(...names.flatMap((name) => partOf(shelf, shard, name)));
    if (parts.length <= MOST_ENTRIES) continue;
    throw measurementFailure(
      `${shelf.path} holds more than ${MOST_ENTRIES} files, which is no history of a default branch`,
      'Take out what is not needed, or choose another folder or `service` name.',
    );
  }
  return parts;
}

/** The parts of one entry, first to last. */
export async function partsOf(shelf: Shelf, commit: string): Promise<readonly Part[]> {
  const shard = shardOf(commit);
  const names = await listFolder(join(shelf.path, shard));
  return names
    .flatMap((name) => partOf(shelf, shard, name))
    .filter((part) => part.commit === commit)
    .sort((a, b) => a.number - b.number);
}

/** An entry out of its parts; null when it has none. One part that is broken breaks it. */
export async function readParts(parts: readonly Part[]): Promise<Found | null> {
  const recordings: Recording[] = [];
  for (const { commit, path } of parts) {
    const part = await readPart({ commit, where: path });
    if (part === null) continue;
    if (part.kind === 'broken') return part;
    recordings.push(...part.entry.recordings);
  }
  const [first] = recordings;
  return first === undefined ? null : { kind: 'found', entry: { commit: first.commit, recordings } };
}

async function readPart(place: Place): Promise<Found | null> {
  const content = await readBounded(place.where, MOST_BYTES);
  switch (content.kind) {
    case 'nothing':
      return null;
    case 'no file':
      return broken(place, 'is a link or something else that is no file');
    case 'too long':
      return tooLong(content.length, place);
    case 'bytes':
      return readEntry(content.bytes, place);
  }
}

function partOf(shelf: Shelf, shard: string, name: string): readonly Part[] {
  const [, commit = '', digits = '1'] = /^([0-9a-f]+)(?:\.([1-9]\d{0,5}))?\.json$/.exec(name) ?? [];
  if (!COMMIT.test(commit) || shardOf(commit) !== shard) return [];
  return [{ commit, number: Number(digits), path: join(shelf.path, shard, name) }];
}

const shardOf = (commit: string): string => commit.slice(0, 2);
