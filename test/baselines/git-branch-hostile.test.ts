import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { writeEntry } from '../../src/baselines/entry-text.ts';
import type { Repository } from '../targets/repository-for-tests.ts';
import { createRemote, openBranch, type Remote, type TreeLine } from './branch-for-tests.ts';
import { commitId, recordingOf } from './recordings.ts';

/** Writing 200 MB, or a hundred thousand files, takes a while on a machine that has other things to do. */
jest.setTimeout(120_000);

let remote: Remote;
let clone: Repository;

beforeEach(() => {
  remote = createRemote();
  clone = remote.clone();
});

afterEach(() => remote[Symbol.dispose]());

const MARKER: TreeLine = { mode: '100644', path: 'BASELINES.md', text: 'ours' };
const pathOf = (number: number): string => `default/${commitId(number).slice(0, 2)}/${commitId(number)}.json`;
const entryOf = (number: number): TreeLine => ({
  mode: '100644',
  path: pathOf(number),
  text: writeEntry({ commit: commitId(number), recordings: [recordingOf({ commit: commitId(number) })] }),
});

const STRANGE: readonly (readonly [string, Omit<TreeLine, 'path'>, RegExp])[] = [
  ['a symbolic link', { mode: '120000', text: '/etc/passwd' }, /is a symbolic link, expected a file/],
  ['a submodule', { mode: '160000', text: commitId(7) }, /is a submodule, expected a file/],
  [
    'a blob of 200 MB',
    { mode: '100644', text: Buffer.alloc(200_000_000, ' ') },
    /has 200000000 bytes, expected at most 1000000/,
  ],
  ['an empty file', { mode: '100644', text: '' }, /is empty/],
  ['a truncated file', { mode: '100644', text: '{"schema":"plimsoll' }, /breaks off in the middle/],
];

test.each(STRANGE)(
  'case 48: %s at our path is told, never followed, never overwritten',
  async (_, line, says) => {
    const before = remote.commit('plimsoll', [MARKER, entryOf(2), { ...line, path: pathOf(1) }]);
    await using store = await openBranch(clone);
    expect(await store.list()).toHaveLength(2);
    const [first, second] = await store.read([commitId(1), commitId(2)]);
    expect(second).toMatchObject({ kind: 'found' });
    if (first?.kind !== 'broken') throw new Error('expected it to be broken');
    expect(first.failure.kind).toBe('measurement');
    expect(first.failure.message).toMatch(says);
    expect(first.failure.message).toContain(`branch plimsoll of origin, ${pathOf(1)} `);
    expect(await store.append(recordingOf({ commit: commitId(1), run: '7' }))).toMatchObject({
      kind: 'refused',
      reason: expect.stringMatching(says),
    });
    expect(remote.git('rev-parse', 'plimsoll')).toBe(before);
  },
);

test.each([
  ['symbolic link', { mode: '120000', path: 'default', text: '..' }],
  ['file', { mode: '100644', path: 'default', text: 'x' }],
  ['submodule', { mode: '160000', path: 'default', text: commitId(7) }],
] as const)('case 48: a %s in place of our folder is told and left', async (kind, line) => {
  const before = remote.commit('plimsoll', [MARKER, line]);
  await using store = await openBranch(clone);
  await expect(store.list()).rejects.toMatchObject({
    kind: 'measurement',
    message: `branch plimsoll of origin holds a ${kind} at default, expected a folder of recordings`,
  });
  expect(await store.append(recordingOf())).toMatchObject({
    kind: 'refused',
    reason: expect.stringContaining(`holds a ${kind} at default`),
  });
  expect(remote.git('rev-parse', 'plimsoll')).toBe(before);
});

test('case 48: a hundred thousand files are too many to be a history, and do not hinder another service', async () => {
  const object = remote.git('hash-object', '-w', remote.path.replace(/$/, '/config'));
  const lines = Array.from({ length: 100_000 }, (_, index) => {
    const commit = index.toString(16).padStart(40, '0').split('').reverse().join('');
    return `M 100644 ${object} default/${commit.slice(0, 2)}/${commit}.json`;
  });
  remote.fastImport([
    'commit refs/heads/plimsoll',
    'committer Test <test@example.org> 1790000000 +0000',
    'data 0',
    'M 100644 inline BASELINES.md',
    'data 0',
    ...lines,
  ]);
  await using store = await openBranch(clone);
  await expect(store.list()).rejects.toMatchObject({
    kind: 'measurement',
    message: expect.stringMatching(/holds more than 20000 files in default/),
    hint: expect.stringMatching(/Take out/),
  });
  await using other = await openBranch(clone, { folder: 'other' });
  expect(await other.append(recordingOf())).toMatchObject({ kind: 'appended' });
  expect(await other.list()).toEqual([commitId(1)]);
});

test('files that are no entries are passed over', async () => {
  remote.commit('plimsoll', [
    MARKER,
    entryOf(1),
    { mode: '100644', path: 'default/README.md', text: 'x' },
    { mode: '100644', path: `default/ff/${commitId(2)}.json`, text: 'in the wrong shard' },
    { mode: '100644', path: 'default/00/short.json', text: 'x' },
  ]);
  await using store = await openBranch(clone);
  expect(await store.list()).toEqual([commitId(1)]);
});
