import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { Failure } from '../../src/core/failure.ts';
import { openGit } from '../../src/system/git.ts';
import { findMergeBase } from '../../src/targets/merge-base.ts';
import { createRepository, type Repository } from './repository-for-tests.ts';

let origin: Repository;
let bare: string;
/** Where `feature` left `main`. */
let fork: string;

/** `main` goes 70 commits beyond the fork, `feature` 60: more than the first step of deepening on both. */
beforeEach(() => {
  origin = createRepository();
  fork = origin.git('rev-parse', 'HEAD');
  origin.grow('feature', fork, 60);
  origin.grow('main', fork, 70);
  bare = origin.bare();
});

afterEach(() => origin[Symbol.dispose]());

const find = (clone: Repository, ref: string): Promise<string> =>
  findMergeBase(openGit(clone.path, clone.environment), ref);

async function failureOf(promise: Promise<unknown>): Promise<Failure> {
  const error = await promise.then(
    () => new Error('did not fail'),
    (reason: unknown) => reason,
  );
  if (error instanceof Failure) return error;
  throw error;
}

describe('a whole clone', () => {
  test.each(['main', 'origin/main', 'refs/remotes/origin/main'])('knows %s', async (ref) => {
    const clone = origin.clone(bare, '--branch', 'feature');
    expect(await find(clone, ref)).toBe(fork);
  });

  test('a tag and a short commit id will do', async () => {
    origin.git('tag', 'v1', 'main~3');
    origin.git('switch', '-q', 'feature');
    expect(await find(origin, 'v1')).toBe(fork);
    expect(await find(origin, origin.git('rev-parse', '--short', 'main'))).toBe(fork);
  });

  test('a branch that is at the remote only is fetched', async () => {
    const clone = origin.clone(bare, '--branch', 'feature', '--single-branch');
    expect(await find(clone, 'main')).toBe(fork);
  });
});

describe('a shallow clone', () => {
  test.each(['main', 'origin/main'])('is deepened until the merge base of %s is in it', async (ref) => {
    const clone = origin.clone(bare, '--branch', 'feature', '--depth', '1');
    expect(await find(clone, ref)).toBe(fork);
  });

  test('a commit id at the remote will do', async () => {
    const clone = origin.clone(bare, '--branch', 'feature', '--depth', '1');
    expect(await find(clone, origin.git('rev-parse', 'main'))).toBe(fork);
  });

  test('a commit made here, unknown to the remote, is no hindrance', async () => {
    const clone = origin.clone(bare, '--branch', 'feature', '--depth', '1');
    clone.commit('only here');
    expect(await find(clone, 'main')).toBe(fork);
  });

  test('the merge commit of a pull request needs one more commit, no history', async () => {
    origin.git('switch', '-q', '--detach', 'main');
    origin.git('merge', '-q', '--no-ff', '-m', 'merge', 'feature');
    origin.git('branch', 'merged');
    const clone = origin.clone(origin.path, '--branch', 'merged', '--depth', '1');
    expect(await find(clone, 'main')).toBe(origin.git('rev-parse', 'main'));
    expect(clone.git('rev-list', '--count', 'HEAD', 'FETCH_HEAD')).toBe('2');
  });

  test('without a remote that answers, the failure says so and names the line to add', async () => {
    const clone = origin.clone(bare, '--branch', 'feature', '--depth', '1');
    clone.git('remote', 'set-url', 'origin', 'file:///nowhere/at-all.git');
    const failure = await failureOf(find(clone, 'main'));
    expect(failure.kind).toBe('settings');
    expect(failure.message).toMatch(/left "main" is not in this clone \(it is shallow\)/);
    expect(failure.hint).toContain('`fetch-depth: 0`');
  });
});

describe('a base that cannot be', () => {
  test('a name that nobody knows', async () => {
    const clone = origin.clone(bare, '--branch', 'feature');
    const failure = await failureOf(find(clone, 'no-such-branch'));
    expect(failure.kind).toBe('settings');
    expect(failure.message).toMatch(
      /"no-such-branch" is not in this clone \(it is complete\).*no-such-branch/,
    );
  });

  test.each(['', '--upload-pack=touch /nowhere'])('%j is no ref', async (ref) => {
    const failure = await failureOf(find(origin, ref));
    expect(failure.message).toContain(`base is "${ref}"`);
  });

  test('a branch with no history in common', async () => {
    origin.git('switch', '-q', '--orphan', 'island');
    origin.commit('alone');
    expect((await failureOf(find(origin, 'main'))).message).toContain('share no history');
  });

  test('a folder that is no checkout', async () => {
    const { path, environment } = origin;
    const failure = await failureOf(findMergeBase(openGit(`${path}/..`, environment), 'main'));
    expect(failure.message).toContain('is not a git checkout');
    expect(failure.hint).toContain('actions/checkout');
  });

  test('case 22: a hostile branch name is an argument and nothing else', async () => {
    const name = 'zzz";echo$IFS"hello";#';
    origin.git('branch', name, 'main');
    origin.git('switch', '-q', 'feature');
    expect(await find(origin, name)).toBe(fork);
  });
});
