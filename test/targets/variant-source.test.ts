import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from '@jest/globals';
import { findMarked, RUN_MARK } from '../../src/system/process-mark.ts';
import type { GitPlan } from '../../src/targets/side-command.ts';
import { createVariantSource } from '../../src/targets/variant-source.ts';
import { createRepository, type Repository } from './repository-for-tests.ts';
import { ask } from './start-for-tests.ts';

const never = new AbortController().signal;

afterEach(() => expect(findMarked(RUN_MARK)).toEqual([]));

const planFor = (repository: Repository, build = ''): GitPlan => ({
  ...{ kind: 'git', workspace: repository.path, base: 'HEAD', directory: '.', build, stop: '' },
  ...{ start: `"${process.execPath}" service.mjs`, ready: '/', readyTimeoutMs: 10_000 },
  env: { POOL: '5', KEPT: 'yes' },
});

test('variants of variables run from the workspace, uncommitted changes included; some can be left out', async () => {
  using repository = createRepository();
  repository.write('note.txt', 'not committed');
  const said: string[] = [];
  await using source = await createVariantSource(
    planFor(repository),
    [
      { side: 'v1', env: {}, files: {} },
      { side: 'v2', env: { POOL: '20' }, files: {} },
      { side: 'v3', env: { POOL: null }, files: {} },
    ],
    { environment: repository.environment, say: (line) => said.push(line) },
  );
  expect(source.sides).toEqual(['v1', 'v2', 'v3']);
  expect(source.labels[0]).toMatch(/^[0-9a-f]{7} \+ changes$/);
  await using all = await source.start([0, 1, 2], never);
  const answers = await Promise.all(all.targets.map(({ url }) => ask(url)));
  expect(answers.map(({ env }) => [env['POOL'], env['KEPT'], env['PLIMSOLL_SIDE']])).toEqual([
    ['5', 'yes', 'v1'],
    ['20', 'yes', 'v2'],
    [undefined, 'yes', 'v3'],
  ]);
  await using some = await source.only([0, 2]).start([1, 0], never);
  expect(some.targets.map(({ side }) => side)).toEqual(['v1', 'v3']);
  expect((await ask((some.targets[1] as { url: string }).url)).env['PLIMSOLL_SIDE']).toBe('v3');
});

test('variants of a file run from worktrees of the commit, built once for each distinct content, gone afterwards', async () => {
  using repository = createRepository();
  repository.write('config/app.yml', 'pool: 5\n');
  repository.commit('configure');
  repository.write('config/app.yml', 'pool: 7\n');
  const built = join(repository.path, '..', 'built.txt');
  const plan = planFor(repository, `cat config/app.yml >> "${built}"`);
  {
    await using source = await createVariantSource(
      { ...plan, start: `CONFIG="$(cat config/app.yml)" ${plan.start}` },
      [
        { side: 'v1', env: {}, files: {} },
        { side: 'v2', env: {}, files: { 'config/app.yml': 'pool: 20\n' } },
        { side: 'v3', env: { POOL: '9' }, files: { 'config/app.yml': 'pool: 20\n' } },
      ],
      { environment: repository.environment, say: () => undefined },
    );
    expect(readFileSync(built, 'utf8')).toBe('pool: 5\npool: 20\n');
    await using running = await source.start([0, 1, 2], never);
    const answers = await Promise.all(running.targets.map(({ url }) => ask(url)));
    expect(answers.map(({ env }) => [env['CONFIG'], env['POOL']])).toEqual([
      ['pool: 5', '5'],
      ['pool: 20', '5'],
      ['pool: 20', '9'],
    ]);
  }
  expect(repository.git('worktree', 'list').split('\n')).toHaveLength(1);
  expect(readFileSync(join(repository.path, 'config/app.yml'), 'utf8')).toBe('pool: 7\n');
  expect(existsSync(built)).toBe(true);
});
