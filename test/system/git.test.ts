import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { type Git, hasChanges, isShallow, openGit, resolveCommit, showFile } from '../../src/system/git.ts';
import { createRepository, type Repository } from '../targets/repository-for-tests.ts';

let repository: Repository;
let git: Git;

beforeEach(() => {
  repository = createRepository();
  git = openGit(repository.path, repository.environment);
});

afterEach(() => repository[Symbol.dispose]());

test('a file is shown as it was at a commit, without its last line end', async () => {
  repository.write('plimsoll.yml', 'rate: 10\n\n');
  const commit = repository.commit('settings');
  repository.write('plimsoll.yml', 'rate: 99\n');
  expect(await showFile(git, commit, 'plimsoll.yml')).toBe('rate: 10\n');
});

test('a file that is not there, a folder, and one that is too long are null', async () => {
  repository.write('folder/long', 'x'.repeat(1001));
  const commit = repository.commit('long');
  expect(await showFile(git, commit, 'absent')).toBeNull();
  expect(await showFile(git, commit, 'folder')).toBeNull();
  expect(await showFile(git, commit, 'folder/long', 1000)).toBeNull();
  expect(await showFile(git, commit, 'folder/long', 1001)).toHaveLength(1001);
});

test('names stand for commits, and what is no name for none', async () => {
  const head = repository.git('rev-parse', 'HEAD');
  repository.git('tag', '-a', '-m', 'annotated', 'v1');
  for (const name of ['HEAD', 'main', 'v1', head.slice(0, 8)])
    expect(await resolveCommit(git, name)).toBe(head);
  for (const name of ['nothing', '--all', '']) expect(await resolveCommit(git, name)).toBeNull();
});

test('changes are seen, ignored files are none', async () => {
  expect(await hasChanges(git)).toBe(false);
  repository.write('.gitignore', 'out\n');
  repository.commit('ignore');
  repository.write('out', 'built');
  expect(await hasChanges(git)).toBe(false);
  repository.write('new', 'file');
  expect(await hasChanges(git)).toBe(true);
});

test("a user's configuration does not interfere", async () => {
  repository.git('config', 'core.fsmonitor', 'touch fsmonitor-ran; false');
  repository.git('config', 'color.ui', 'always');
  repository.git('config', 'alias.status', 'log');
  expect(await hasChanges(git)).toBe(false);
  expect(await isShallow(git)).toBe(false);
});

test('what git complains of is told in its own words', async () => {
  expect(await git.run('rev-parse', 'HEAD')).toBeNull();
  expect(await git.run('fetch', 'nowhere')).toMatch(/repository/);
});

test('git variables of our own environment do not lead elsewhere', async () => {
  const stray = openGit(repository.path, { ...repository.environment, GIT_DIR: '/nowhere' });
  expect(await resolveCommit(stray, 'HEAD')).not.toBeNull();
});
