import type { Found } from '../../core/baseline/store.ts';
import { entryPath } from '../entry-path.ts';
import { broken, type Place, readEntry, tooLong } from '../entry-text.ts';
import { type Blob, readBlobs } from './blobs.ts';
import type { Scratch } from './scratch.ts';
import type { TreeFile, TreeFiles } from './tree.ts';

/** The part of a branch that belongs to one service. */
export interface Shelf {
  readonly scratch: Scratch;
  readonly branch: string;
  readonly folder: string;
  /** The branch in words. */
  readonly where: string;
}

/** The entries of these commits, in their order, of what a listing found. */
export async function readEntries(
  shelf: Shelf,
  files: TreeFiles,
  commits: readonly string[],
): Promise<readonly Found[]> {
  const wanted = commits.flatMap((commit) => {
    const file = files.get(commit);
    return file === undefined ? [] : [{ place: placeOf(shelf, commit), file }];
  });
  const objects = wanted.flatMap(({ file }) => (file.kind === 'file' ? [file.object] : []));
  const blobs = await readBlobs(shelf.scratch, [...new Set(objects)], shelf.branch);
  return wanted.map(({ place, file }) => readFound(place, file, blobs.get(file.object)));
}

export const placeOf = ({ folder, where }: Shelf, commit: string): Place => ({
  commit,
  where: `${where}, ${entryPath(folder, commit)}`,
});

function readFound(place: Place, file: TreeFile, blob: Blob | undefined): Found {
  if (file.kind !== 'file') return broken(place, `is a ${file.kind}, expected a file`);
  if (blob === undefined) return broken(place, 'is listed and cannot be fetched');
  return 'length' in blob ? tooLong(blob.length, place) : readEntry(blob.bytes, place);
}
