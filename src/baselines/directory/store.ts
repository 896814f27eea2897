import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Recording } from '../../core/baseline/recording.ts';
import type { Appended, BaselineStore } from '../../core/baseline/store.ts';
import { Failure, measurementFailure } from '../../core/failure.ts';
import { addRecording, refuse } from '../addition.ts';
import { writeEntry } from '../entry-text.ts';
import { codeOf, createFile } from './files.ts';
import { listParts, partPath, partsOf, readParts, type Shelf } from './shelf.ts';

/** Recordings in a folder, which several machines may share. `folder`: the service's part of it. */
export function openDirectoryStore(path: string, folder: string): BaselineStore {
  const shelf: Shelf = { path: join(path, folder) };
  const where = `folder ${shelf.path}`;
  return {
    where,
    list: () =>
      reading(where, async () => [...new Set((await listParts(shelf)).map(({ commit }) => commit))]),
    read: (commits) =>
      reading(where, async () => {
        const found = [];
        for (const commit of commits) found.push(await readParts(await partsOf(shelf, commit)));
        return found.filter((each) => each !== null);
      }),
    append: (recording) => writing(where, () => append(shelf, recording)),
    remove: (commits) =>
      writing(where, async () => {
        for (const commit of commits) {
          for (const part of await partsOf(shelf, commit)) await rm(part.path, { force: true });
        }
        return { kind: 'appended', where, attempts: 1 };
      }),
  };
}

/** Writes the next part. Where somebody else made that part first, it looks again: every loss is another's gain, so this ends. */
async function append(shelf: Shelf, recording: Recording): Promise<Appended> {
  const { commit } = recording;
  for (let attempts = 1; ; attempts++) {
    const parts = await partsOf(shelf, commit);
    const where = partPath(shelf, commit, (parts.at(-1)?.number ?? 0) + 1);
    const addition = addRecording(await readParts(parts), recording, where);
    if (addition.kind === 'refused') return addition;
    if (addition.kind === 'there') return { kind: 'appended', where: shelf.path, attempts };
    const isMade = await createFile(where, writeEntry({ commit, recordings: [recording] }));
    if (isMade) return { kind: 'appended', where, attempts };
  }
}

async function reading<T>(where: string, task: () => Promise<T>): Promise<T> {
  try {
    return await task();
  } catch (error) {
    if (error instanceof Failure || codeOf(error) === '') throw error;
    throw measurementFailure(`${where} could not be read: ${codeOf(error)}`, HINT, error);
  }
}

async function writing(where: string, task: () => Promise<Appended>): Promise<Appended> {
  try {
    return await task();
  } catch (error) {
    if (codeOf(error) === '') throw error;
    return refuse(`${where} could not be written: ${codeOf(error)}`, HINT);
  }
}

const HINT = 'Check that the folder may be read and written by this user, and that there is free space.';
