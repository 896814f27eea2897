import { mkdtempDisposable } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { openDirectoryStore } from '../../src/baselines/directory/store.ts';
import { retain } from '../../src/pipeline/retain.ts';
import { commitId, recordingOf } from '../baselines/recordings.ts';

const DAY_MS = 86_400_000;

async function storeOf(days: number, path: string) {
  const store = openDirectoryStore(path, 'default');
  for (let day = 0; day < days; day++) {
    const release = day === days - 1 ? 'v1.0.0' : null;
    await store.append(recordingOf({ commit: commitId(day), at: Date.now() - day * DAY_MS, release }));
  }
  return store;
}

test('a store with room keeps all it has', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'plimsoll-retain-'));
  const store = await storeOf(60, folder.path);
  expect(await retain(store, 60)).toEqual({ kind: 'all' });
  expect(await store.list()).toHaveLength(60);
});

test('a full store is thinned out: what is old goes, the release and the last days stay', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'plimsoll-retain-'));
  const store = await storeOf(130, folder.path);
  expect(await retain(store, 120)).toMatchObject({ kind: 'thinned' });
  const left = await store.list();
  expect(left.length).toBeLessThanOrEqual(108);
  for (const day of [0, 45, 89, 129]) expect(left).toContain(commitId(day));
  expect(await retain(store, 120)).toEqual({ kind: 'all' });
});

test('an entry that cannot be read is never taken out', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'plimsoll-retain-'));
  const store = await storeOf(60, folder.path);
  const broken = commitId(59);
  const unreadable = {
    ...store,
    read: async (commits: readonly string[]) =>
      (await store.read(commits)).filter((one) => one.kind !== 'found' || one.entry.commit !== broken),
  };
  expect(await retain(unreadable, 50)).toMatchObject({ kind: 'thinned' });
  expect(await store.list()).toContain(broken);
});
