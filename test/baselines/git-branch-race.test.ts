import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createRemote, openBranch, type Remote } from './branch-for-tests.ts';
import { commitId, recordingOf } from './recordings.ts';

const WRITERS = 50;

let remote: Remote;

beforeEach(() => {
  remote = createRemote();
});

afterEach(() => remote[Symbol.dispose]());

test('case 46: fifty pushes record at once, every entry is there and the history is a line', async () => {
  const clone = remote.clone('--depth', '1');
  // Every writer has a repository of its own; nothing but the remote stands between them.
  const stores = await Promise.all(
    Array.from({ length: WRITERS }, () =>
      openBranch(clone, { patience: { totalMs: 280_000, longestMs: 12_000 } }),
    ),
  );
  const appended = await Promise.all(
    stores.map((store, index) => store.append(recordingOf({ commit: commitId(index + 1) }))),
  );
  expect(appended.filter(({ kind }) => kind === 'appended')).toHaveLength(WRITERS);
  const [store] = stores;
  const expected = Array.from({ length: WRITERS }, (_, index) => commitId(index + 1));
  expect([...((await store?.list()) ?? [])].sort()).toEqual(expected);
  expect(await store?.read(expected)).toHaveLength(WRITERS);
  expect(remote.git('rev-list', '--count', 'plimsoll')).toBe(String(WRITERS));
  expect(remote.git('rev-list', '--count', '--merges', 'plimsoll')).toBe('0');
  // Every move of the branch was one commit forward.
  const moves = remote.git('reflog', 'show', '--format=%H', 'refs/heads/plimsoll').split('\n');
  expect(moves).toEqual(remote.git('rev-list', 'plimsoll').split('\n'));
  await Promise.all(stores.map((each) => each[Symbol.asyncDispose]()));
}, 300_000);
