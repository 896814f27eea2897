import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Repository } from '../targets/repository-for-tests.ts';
import { createRemote, openBranch, type Remote } from './branch-for-tests.ts';
import { commitId, recordingOf } from './recordings.ts';

let remote: Remote;
let clone: Repository;

beforeEach(() => {
  remote = createRemote();
  clone = remote.clone();
});

afterEach(() => remote[Symbol.dispose]());

test('case 43: a branch that is not there yet holds nothing', async () => {
  await using store = await openBranch(clone);
  expect(await store.list()).toEqual([]);
  expect(await store.read([commitId(1)])).toEqual([]);
});

test('what was appended is read again, by another clone too', async () => {
  await using store = await openBranch(clone);
  const first = recordingOf({ commit: commitId(1) });
  const second = recordingOf({ commit: commitId(2), release: 'v1.0.0' });
  expect(await store.append(first)).toEqual({
    kind: 'appended',
    where: 'branch plimsoll of origin',
    attempts: 1,
  });
  await store.append(second);
  await using other = await openBranch(remote.clone('--depth', '1'));
  expect([...(await other.list())].sort()).toEqual([commitId(1), commitId(2)]);
  const found = await other.read([commitId(2), commitId(3), commitId(1)]);
  expect(found).toEqual([
    { kind: 'found', entry: { commit: commitId(2), recordings: [second] } },
    { kind: 'found', entry: { commit: commitId(1), recordings: [first] } },
  ]);
});

test('the branch shares no history with the code and goes forward only', async () => {
  await using store = await openBranch(clone);
  for (const number of [1, 2, 3]) await store.append(recordingOf({ commit: commitId(number) }));
  expect(remote.git('rev-list', '--count', 'plimsoll')).toBe('3');
  expect(() => remote.git('merge-base', 'main', 'plimsoll')).toThrow();
  expect(remote.git('ls-tree', '-r', '--name-only', 'plimsoll').split('\n')).toEqual([
    'BASELINES.md',
    ...[1, 2, 3].map((number) => `default/00/${commitId(number)}.json`),
  ]);
});

test('a commit recorded twice has both recordings, in their order; a run recorded twice has one', async () => {
  await using store = await openBranch(clone);
  for (const run of ['101.1', '101.2', '101.1']) {
    expect(await store.append(recordingOf({ run }))).toMatchObject({ kind: 'appended' });
  }
  const [found] = await store.read([commitId(1)]);
  if (found?.kind !== 'found') throw new Error('not found');
  expect(found.entry.recordings.map(({ run }) => run)).toEqual(['101.1', '101.2']);
  expect(remote.git('rev-list', '--count', 'plimsoll')).toBe('2');
});

test('what was listed is what is read, until one writes', async () => {
  await using store = await openBranch(clone);
  await using other = await openBranch(clone);
  await store.append(recordingOf({ commit: commitId(1) }));
  await store.list();
  await other.append(recordingOf({ commit: commitId(2) }));
  expect(await store.read([commitId(2)])).toEqual([]);
  await store.append(recordingOf({ commit: commitId(3) }));
  expect(await store.read([commitId(2), commitId(3)])).toHaveLength(2);
});

test('two services have folders of their own', async () => {
  await using shop = await openBranch(clone, { folder: 'shop' });
  await using mail = await openBranch(clone, { folder: 'mail' });
  await shop.append(recordingOf({ commit: commitId(1) }));
  await mail.append(recordingOf({ commit: commitId(2) }));
  expect(await shop.list()).toEqual([commitId(1)]);
  expect(await mail.list()).toEqual([commitId(2)]);
});

test('entries are taken out by a commit, those of others stay', async () => {
  await using store = await openBranch(clone);
  for (const number of [1, 2, 3]) await store.append(recordingOf({ commit: commitId(number) }));
  await store.remove([commitId(1), commitId(3), commitId(9)]);
  expect(await store.list()).toEqual([commitId(2)]);
  expect(remote.git('rev-list', '--count', 'plimsoll')).toBe('4');
  await store.remove([commitId(9)]);
  expect(remote.git('rev-list', '--count', 'plimsoll')).toBe('4');
});

describe('case 48: the checkout', () => {
  test.each([['--branch=main'], ['--depth=1']])('cloned with %s is as it was', async (option) => {
    const checkout = remote.clone(option);
    checkout.write('service.mjs', 'changed');
    checkout.write('new', 'file');
    checkout.git('status');
    const before = stateOf(checkout);
    await using store = await openBranch(checkout);
    await store.append(recordingOf());
    await store.read(await store.list());
    expect(stateOf(checkout)).toEqual(before);
  });

  test('is left nothing to clean up', async () => {
    const store = await openBranch(clone);
    await store.append(recordingOf());
    await store[Symbol.asyncDispose]();
    expect(readdirSync(clone.environment['RUNNER_TEMP'] ?? '')).toEqual([]);
  });
});

test('a remote that cannot leave files out serves as well', async () => {
  remote.git('config', 'uploadpack.allowFilter', 'false');
  await using store = await openBranch(clone);
  for (const number of [1, 2]) await store.append(recordingOf({ commit: commitId(number) }));
  await using other = await openBranch(clone);
  expect(await other.read([commitId(1), commitId(2)])).toHaveLength(2);
});

function stateOf({ git, path }: Repository): unknown {
  const { mtimeMs, size } = statSync(join(path, '.git', 'index'));
  return {
    index: [mtimeMs, size],
    head: git('symbolic-ref', 'HEAD'),
    status: git('--no-optional-locks', 'status', '--porcelain'),
    refs: git('for-each-ref'),
    config: git('config', '--local', '--list'),
    shallow: git('rev-parse', '--is-shallow-repository'),
    files: readdirSync(join(path, '.git')).sort(),
    objects: git('count-objects', '-v'),
  };
}
