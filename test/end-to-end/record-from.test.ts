import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { keepRefused } from '../../src/pipeline/keep-refused.ts';
import { recordingOf } from '../baselines/recordings.ts';
import { repositoryOfService, startCommand } from './command.ts';

const FLAGS = { base: 'main', script: 'load.js', start: 'true' };

test('what a store refused is brought in later from the file it was kept in, once', async () => {
  using repository = repositoryOfService();
  repository.git('remote', 'add', 'origin', repository.bare());
  repository.git('switch', '-q', 'main');
  const commit = repository.git('rev-parse', 'main');
  const path = await keepRefused(recordingOf({ commit }), repository.environment);
  const bring = () => startCommand('record', { repository, flags: { ...FLAGS, from: path } }).ended;

  const first = await bring();
  expect(first).toMatchObject({ code: 0 });
  expect(first.said).toContain(`1 recording of ${commit.slice(0, 7)} kept at branch plimsoll of origin`);
  expect(await bring()).toMatchObject({ code: 0 });
  repository.git('fetch', '-q', 'origin', 'plimsoll');
  const entry = repository.git('show', `FETCH_HEAD:default/${commit.slice(0, 2)}/${commit}.json`);
  expect(JSON.parse(entry).recordings).toHaveLength(1);
});

test('a recording of no commit of the default branch is refused, and so is a file that holds none', async () => {
  using repository = repositoryOfService();
  repository.git('remote', 'add', 'origin', repository.bare());
  const strange = await keepRefused(recordingOf(), repository.environment);
  const bring = (from: string) => startCommand('record', { repository, flags: { ...FLAGS, from } }).ended;

  const elsewhere = await bring(strange);
  expect(elsewhere).toMatchObject({ code: 2 });
  expect(elsewhere.said).toContain('is not among the last commits of main here');

  repository.write('notes.json', '{"schema":"plimsoll.baseline/1","commit":"abc"}');
  const empty = await bring(join(repository.path, 'notes.json'));
  expect(empty).toMatchObject({ code: 2 });
  expect(empty.said).toContain('holds something else than an entry');
  expect(repository.git('ls-remote', 'origin', 'plimsoll')).toBe('');
});
