import { measurementFailure } from '../../core/failure.ts';
import { commitAt, MOST_ENTRIES } from '../entry-path.ts';
import type { Scratch } from './scratch.ts';

/** What lies at a path of the branch. */
export interface TreeFile {
  readonly path: string;
  readonly object: string;
  readonly kind: 'file' | 'folder' | 'symbolic link' | 'submodule';
}

export type TreeFiles = ReadonlyMap<string, TreeFile>;

/** A line of git's listing: mode, type, id and path, which the layout keeps below 190 characters. */
const MOST_BYTES = MOST_ENTRIES * 200;

/** What lies in a service's folder, by commit. `where`: the branch, in words. */
export async function listTree(
  scratch: Scratch,
  { tip, folder, where }: { readonly tip: string; readonly folder: string; readonly where: string },
): Promise<TreeFiles> {
  const { failed, stdout, stderr } = await scratch.git(
    ['ls-tree', '-r', '-z', '--full-tree', tip, '--', folder],
    { mostBytes: MOST_BYTES },
  );
  if (failed === 'too long') throw tooMany(folder, where);
  if (failed !== null) {
    throw measurementFailure(
      `${where} could not be listed: ${stderr.trim().slice(0, 300)}`,
      'Run it again; if it stays, look at the branch with `git ls-tree`.',
    );
  }
  const files = parse(stdout.toString('utf8'));
  const strange = files.find((file) => file.path === folder);
  if (strange !== undefined) {
    throw measurementFailure(
      `${where} holds a ${strange.kind} at ${folder}, expected a folder of recordings`,
      'Nothing is written there. Remove it from the branch, or choose another `service` name.',
    );
  }
  const entries = files.flatMap((file) => {
    const commit = commitAt(folder, file.path);
    return commit === null ? [] : [[commit, file] as const];
  });
  if (entries.length > MOST_ENTRIES) throw tooMany(folder, where);
  return new Map(entries);
}

/** What lies at these paths themselves, by path. */
export async function findInTree(
  scratch: Scratch,
  tip: string,
  paths: readonly string[],
): Promise<ReadonlyMap<string, TreeFile>> {
  const { failed, stdout, stderr } = await scratch.git(
    // With `-t` folders are told beside what is in them.
    ['ls-tree', '-t', '-z', '--full-tree', tip, '--', ...paths],
    { mostBytes: MOST_BYTES },
  );
  if (failed !== null) {
    throw measurementFailure(
      `the branch could not be listed: ${failed === 'too long' ? 'it holds too many files' : stderr.trim().slice(0, 300)}`,
      'Look at the branch with `git ls-tree`.',
    );
  }
  const files = parse(stdout.toString('utf8'));
  return new Map(files.flatMap((file) => (paths.includes(file.path) ? [[file.path, file] as const] : [])));
}

const KINDS: Readonly<Record<string, TreeFile['kind']>> = {
  '040000': 'folder',
  '120000': 'symbolic link',
  '160000': 'submodule',
};

function parse(listing: string): readonly TreeFile[] {
  return [...listing.matchAll(/(\d{6}) \w+ ([0-9a-f]+)\t([^\0]*)\0/g)].map(
    ([, mode = '', object = '', path = '']) => ({ path, object, kind: KINDS[mode] ?? 'file' }),
  );
}

function tooMany(folder: string, where: string): Error {
  return measurementFailure(
    `${where} holds more than ${MOST_ENTRIES} files in ${folder}, which is no history of a default branch`,
    'Take out what is not needed, or choose another branch or `service` name.',
  );
}
