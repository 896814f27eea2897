import { execFile } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { openDirectoryStore } from '../../src/baselines/directory/store.ts';
import { writeEntry } from '../../src/baselines/entry-text.ts';
import { commitId, recordingOf } from './recordings.ts';

const WRITER = fileURLToPath(new URL('./fixtures/append-recordings.ts', import.meta.url));
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'plimsoll-test-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

const open = (service = 'default') => openDirectoryStore(join(folder, 'baselines'), service);
const fileOf = (commit: string): string =>
  join(folder, 'baselines', 'default', commit.slice(0, 2), `${commit}.json`);

test('case 43: a folder that is not there yet holds nothing', async () => {
  expect(await open().list()).toEqual([]);
  expect(await open().read([commitId(1)])).toEqual([]);
});

test('what was appended is read again, from the same layout as on a branch', async () => {
  const recordings = [1, 2].map((number) => recordingOf({ commit: commitId(number) }));
  for (const recording of recordings)
    expect(await open().append(recording)).toMatchObject({ kind: 'appended' });
  await open('mail').append(recordingOf({ commit: commitId(3) }));
  expect([...(await open().list())].sort()).toEqual([commitId(1), commitId(2)]);
  expect(await open().read([commitId(2), commitId(9), commitId(1)])).toEqual(
    recordings.toReversed().map((recording) => ({
      kind: 'found',
      entry: { commit: recording.commit, recordings: [recording] },
    })),
  );
  expect(readFileSync(fileOf(commitId(1)), 'utf8')).toBe(
    writeEntry({ commit: commitId(1), recordings: recordings.slice(0, 1) }),
  );
});

test('a commit recorded twice has both recordings, a run recorded twice one; taken out, none', async () => {
  const store = open();
  for (const run of ['1.1', '1.2', '1.1', '1.3']) await store.append(recordingOf({ run }));
  expect(await runsOf(store)).toEqual(['1.1', '1.2', '1.3']);
  await store.remove([commitId(1), commitId(2)]);
  expect(await store.list()).toEqual([]);
});

test('case 46: fifty writers in four processes lose nothing, half of them on one commit', async () => {
  const run = promisify(execFile);
  await Promise.all(
    [0, 1, 2, 3].map((writer) =>
      run(process.execPath, [
        WRITER,
        join(folder, 'baselines'),
        String(writer * 13),
        writer === 3 ? '11' : '13',
      ]),
    ),
  );
  const store = open();
  const commits = await store.list();
  const found = await store.read(commits);
  const runs = found.flatMap((each) =>
    each.kind === 'found' ? each.entry.recordings.map((one) => one.run) : [],
  );
  expect(runs.map(Number).sort((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_, index) => index));
  expect(commits).toHaveLength(26);
  expect(readdirSync(dirname(fileOf(commitId(1)))).filter((name) => name.startsWith('.'))).toEqual([]);
});

test('case 48: links, folders and broken files at our path are told and left', async () => {
  const store = open();
  const path = fileOf(commitId(1));
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(join(folder, 'secret'), 'secret');
  symlinkSync(join(folder, 'secret'), path);
  mkdirSync(fileOf(commitId(2)));
  writeFileSync(fileOf(commitId(3)), '{');
  writeFileSync(fileOf(commitId(4)), Buffer.alloc(1_000_001, ' '));
  const found = await store.read([1, 2, 3, 4].map(commitId));
  const messages = found.map((each) => (each.kind === 'broken' ? each.failure.message : each.kind));
  expect(messages).toEqual([
    `${fileOf(commitId(1))} is a link or something else that is no file`,
    `${fileOf(commitId(2))} is a link or something else that is no file`,
    `${fileOf(commitId(3))} breaks off in the middle`,
    `${fileOf(commitId(4))} has 1000001 bytes, expected at most 1000000`,
  ]);
  for (const number of [1, 2, 3, 4]) {
    expect(await store.append(recordingOf({ commit: commitId(number) }))).toMatchObject({
      kind: 'refused',
      reason: messages[number - 1],
    });
  }
  expect(readFileSync(join(folder, 'secret'), 'utf8')).toBe('secret');
  expect(readFileSync(fileOf(commitId(3)), 'utf8')).toBe('{');
});

test('a later part that is broken breaks the entry, so that nothing is compared with half of it', async () => {
  const store = open();
  await store.append(recordingOf());
  writeFileSync(fileOf(commitId(1)).replace('.json', '.2.json'), '');
  expect(await store.read([commitId(1)])).toMatchObject([{ kind: 'broken' }]);
});

test('a place that is no folder is told', async () => {
  writeFileSync(join(folder, 'baselines'), 'a file');
  expect(await open().append(recordingOf())).toMatchObject({
    kind: 'refused',
    reason: expect.stringMatching(/could not be written: ENOTDIR$/),
  });
  await expect(open().list()).rejects.toMatchObject({
    kind: 'measurement',
    message: expect.stringMatching(/could not be read: ENOTDIR$/),
  });
});

async function runsOf(store: ReturnType<typeof open>): Promise<readonly string[]> {
  const [found] = await store.read([commitId(1)]);
  return found?.kind === 'found' ? found.entry.recordings.map(({ run }) => run) : [];
}
