import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { findMarked } from '../../src/system/process-mark.ts';
import { removeLeftovers } from '../../src/targets/leftovers.ts';
import { createRepository } from './repository-for-tests.ts';

const source = fileURLToPath(new URL('../../src/', import.meta.url));

test('case 68: what a run that was killed has left is found by its mark and removed', async () => {
  using repository = createRepository();
  const code = `
    import { createGitSource } from '${source}targets/git-source.ts';
    import { RUN_MARK } from '${source}system/process-mark.ts';
    const plan = { kind: 'git', workspace: process.cwd(), base: 'main', directory: '.', build: '', stop: '', env: {},
      start: '${process.execPath} service.mjs', ready: '/', readyTimeoutMs: 10000 };
    const source = await createGitSource(plan, process.env, () => {});
    await source.start([0, 1], new AbortController().signal);
    console.log(RUN_MARK);`;
  const run = spawn(process.execPath, ['--input-type=module', '-e', code], {
    cwd: repository.path,
    env: repository.environment,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [said] = (await once(run.stdout, 'data')) as [Buffer];
  const mark = said.toString().trim();
  run.kill('SIGKILL');
  await once(run, 'exit');
  expect(findMarked(mark).length).toBeGreaterThanOrEqual(2);

  const { path, environment } = repository;
  for (const wrong of ['', mark.slice(0, 4), `${mark}0`]) {
    await removeLeftovers({ mark: wrong, workspace: path }, environment);
  }
  expect(findMarked(mark).length).toBeGreaterThanOrEqual(2);

  await removeLeftovers({ mark, workspace: path }, environment);
  expect(findMarked(mark)).toEqual([]);
  expect(readdirSync(environment['RUNNER_TEMP'] ?? '')).toEqual([]);
  expect(repository.git('worktree', 'list').split('\n')).toHaveLength(1);
  expect(existsSync(`${path}/service.mjs`)).toBe(true);
});
