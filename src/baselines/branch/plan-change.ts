import type { Recording } from '../../core/baseline/recording.ts';
import { addRecording, type Refused, refuse } from '../addition.ts';
import { entryPath } from '../entry-path.ts';
import type { Change } from './commit.ts';
import { placeOf, readEntries, type Shelf } from './entries.ts';
import { MARKER, MARKER_TEXT } from './marker.ts';
import { findInTree, listTree, type TreeFile } from './tree.ts';

/** What appends a recording to the branch as it stands; null when it is there already. */
export async function planAppend(
  shelf: Shelf,
  tip: string | null,
  recording: Recording,
): Promise<Change | Refused | null> {
  const { commit, run } = recording;
  const place = placeOf(shelf, commit);
  const path = entryPath(shelf.folder, commit);
  const file = tip === null ? null : await findPlace(shelf, tip, path);
  if (file !== null && 'reason' in file) return file;
  const files = new Map(file === null ? [] : [[commit, file] as const]);
  const [found] = await readEntries(shelf, files, [commit]);
  const addition = addRecording(found ?? null, recording, place.where);
  if (addition.kind === 'there') return null;
  if (addition.kind === 'refused') return addition;
  const marker = tip === null ? [[MARKER, MARKER_TEXT] as const] : [];
  return {
    message: messageOf(`Record ${commit.slice(0, 7)} of ${shelf.folder}`, `Run ${run}`),
    put: new Map([...marker, [path, addition.text]]),
    take: [],
  };
}

/** What takes entries out; null when none of them is there. */
export async function planRemove(
  shelf: Shelf,
  tip: string | null,
  commits: readonly string[],
): Promise<Change | null> {
  if (tip === null) return null;
  const files = await listTree(shelf.scratch, { ...shelf, tip });
  const take = commits.flatMap((commit) => files.get(commit)?.path ?? []);
  if (take.length === 0) return null;
  const entries = take.length === 1 ? 'one entry' : `${take.length} entries`;
  return { message: messageOf(`Take out ${entries} of ${shelf.folder}`), put: new Map(), take };
}

/** What lies at an entry's path; refused where the branch is not ours or something else is in the way. */
async function findPlace(
  { scratch, branch, folder, where }: Shelf,
  tip: string,
  path: string,
): Promise<TreeFile | Refused | null> {
  const shard = path.slice(0, path.lastIndexOf('/'));
  const there = await findInTree(scratch, tip, [MARKER, folder, shard, path]);
  if (!there.has(MARKER)) {
    return refuse(
      `the branch ${branch} exists and holds something else than baselines: it has no ${MARKER}`,
      'Choose another name, e.g. `baseline: branch:plimsoll-baselines`, or delete the branch if nobody needs it.',
    );
  }
  const strange = [folder, shard]
    .flatMap((above) => there.get(above) ?? [])
    .find(({ kind }) => kind !== 'folder');
  if (strange !== undefined) {
    return refuse(
      `${where} holds a ${strange.kind} at ${strange.path}, expected a folder of recordings`,
      'Nothing is written there. Remove it from the branch, or choose another `service` name.',
    );
  }
  return there.get(path) ?? null;
}

/** Pipelines that look at every branch have nothing to do on this one. */
function messageOf(subject: string, body = ''): string {
  const plain = body.replaceAll(/[\p{Cc}\p{Cf}]/gu, ' ').slice(0, 200);
  return `${subject} [skip ci]\n${plain === '' ? '' : `\n${plain}\n`}`;
}
