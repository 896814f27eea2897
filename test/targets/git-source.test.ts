import { chmodSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { Failure } from '../../src/core/failure.ts';
import type { TargetPlan } from '../../src/core/plan.ts';
import type { TargetSource } from '../../src/core/target.ts';
import { findMarked, RUN_MARK } from '../../src/system/process-mark.ts';
import { createGitSource } from '../../src/targets/git-source.ts';
import { createRepository, type Repository } from './repository-for-tests.ts';

type GitPlan = TargetPlan & { readonly kind: 'git' };

const never = new AbortController().signal;
const node = `"${process.execPath}"`;
let repository: Repository;
let sources: TargetSource[] = [];

beforeEach(() => {
  repository = createRepository();
});

/** Whatever a test does: no process, no worktree and no temporary folder is left. */
afterEach(async () => {
  for (const source of sources) await source[Symbol.asyncDispose]();
  sources = [];
  expect(findMarked(RUN_MARK)).toEqual([]);
  expectNothingLeft(repository);
  repository[Symbol.dispose]();
});

function expectNothingLeft({ path, git, environment }: Repository): void {
  expect(git('worktree', 'list').split('\n')).toHaveLength(1);
  expect(existsSync(join(path, '.git/worktrees')) ? readdirSync(join(path, '.git/worktrees')) : []).toEqual(
    [],
  );
  expect(readdirSync(environment['RUNNER_TEMP'] ?? '')).toEqual([]);
}

async function open(
  plan: Partial<GitPlan> = {},
  own: { in?: Repository; env?: Record<string, string>; said?: string[] } = {},
): Promise<TargetSource> {
  const place = own.in ?? repository;
  const source = await createGitSource(
    {
      kind: 'git',
      workspace: place.path,
      base: 'main',
      directory: '.',
      build: '',
      start: `exec ${node} service.mjs`,
      stop: '',
      env: {},
      ready: '/',
      readyTimeoutMs: 10_000,
      ...plan,
    },
    { ...place.environment, ...own.env },
    (line) => own.said?.push(line),
  );
  sources.push(source);
  return source;
}

async function failureOf(promise: Promise<unknown>): Promise<Failure> {
  const error = await promise.then(
    () => new Error('did not fail'),
    (reason: unknown) => reason,
  );
  if (error instanceof Failure) return error;
  throw error;
}

/** Reads a file of each side's tree through a service that prints it. */
async function readSides(source: TargetSource, file: string): Promise<string[]> {
  await using running = await source.start([0, 1], never);
  return await Promise.all(
    running.targets.map(async (target) => {
      const { cwd } = (await (await fetch(target.url)).json()) as { cwd: string };
      return existsSync(join(cwd, file)) ? readFileSync(join(cwd, file), 'utf8') : 'not there';
    }),
  );
}

describe('the two versions', () => {
  test('base is the merge base, not the tip of the branch; head is the workspace', async () => {
    repository.write('version', 'old');
    const fork = repository.commit('where head leaves');
    repository.git('switch', '-q', '-c', 'feature');
    repository.write('version', 'head');
    const head = repository.commit('the change');
    repository.git('switch', '-q', 'main');
    repository.write('version', 'newer base');
    repository.commit('base moved on');
    repository.git('switch', '-q', 'feature');
    const said: string[] = [];
    const source = await open({}, { said });
    expect(source.commits).toEqual([fork, head]);
    expect(source.labels).toEqual([fork.slice(0, 7), head.slice(0, 7)]);
    expect(said).toEqual([`base is ${fork.slice(0, 7)}, head is ${head.slice(0, 7)}`]);
    expect(await readSides(source, 'version')).toEqual(['old', 'head']);
  });

  test('uncommitted changes are measured, named, and left as they are', async () => {
    repository.write('version', 'committed');
    const commit = repository.commit('version');
    repository.write('version', 'edited');
    repository.write('new-file', 'untracked');
    const before = repository.git('status', '--porcelain');
    const source = await open();
    expect(source.labels).toEqual([commit.slice(0, 7), `${commit.slice(0, 7)} + changes`]);
    expect(await readSides(source, 'version')).toEqual(['committed', 'edited']);
    await source[Symbol.asyncDispose]();
    expect(repository.git('status', '--porcelain')).toBe(before);
    expect(repository.git('branch', '--format=%(refname)')).toBe('refs/heads/main');
  });

  test('a pull request goes by the commit on its branch, not by the merge that was checked out', async () => {
    const main = repository.commit('main');
    repository.git('switch', '-q', '-c', 'feature');
    const onBranch = repository.commit('the change');
    repository.git('switch', '-q', '--detach', 'main');
    repository.git('merge', '-q', '--no-ff', '-m', 'merge', 'feature');
    const merge = repository.git('rev-parse', 'HEAD');
    const source = await open({}, { env: { GITHUB_REF: 'refs/pull/7/merge', GITHUB_SHA: merge } });
    expect(source.commits).toEqual([main, merge]);
    expect(source.labels).toEqual([main.slice(0, 7), onBranch.slice(0, 7)]);
  });

  test('a service in a folder of the repository runs there', async () => {
    repository.write('api/name', 'api');
    repository.commit('a folder');
    const source = await open({ directory: 'api', start: `exec ${node} ../service.mjs` });
    expect(await readSides(source, 'name')).toEqual(['api', 'api']);
  });

  test('a folder that base does not have is a settings failure that names base', async () => {
    repository.git('switch', '-q', '-c', 'feature');
    repository.write('api/name', 'api');
    repository.commit('a folder');
    const failure = await failureOf(open({ directory: 'api' }));
    expect(failure.kind).toBe('settings');
    expect(failure.message).toBe('base has no folder "api"');
  });

  test('several starts serve from one build', async () => {
    const source = await open({ build: 'echo "$PLIMSOLL_SIDE" >> built' });
    expect(await readSides(source, 'built')).toEqual(['base\n', 'head\n']);
    expect(await readSides(source, 'built')).toEqual(['base\n', 'head\n']);
    repository.git('clean', '-fdq');
  });

  test('submodules are there on both sides', async () => {
    using library = createRepository();
    library.write('answer', '42');
    library.commit('the answer');
    repository.git('submodule', '--quiet', 'add', `file://${library.path}`, 'library');
    repository.commit('with a library');
    const config = readFileSync(join(repository.path, '.git/config'), 'utf8');
    const source = await open();
    expect(await readSides(source, 'library/answer')).toEqual(['42', '42']);
    expect(readFileSync(join(repository.path, '.git/config'), 'utf8')).toBe(config);
  });
});

describe('the environment of a service', () => {
  test('case 27: holds what the user gave and nothing of the runner that grants rights', async () => {
    const secrets = {
      GITHUB_TOKEN: 'secret',
      'INPUT_GITHUB-TOKEN': 'secret',
      ACTIONS_RUNTIME_TOKEN: 'secret',
      ACTIONS_ID_TOKEN_REQUEST_URL: 'secret',
      GITHUB_ENV: '/somewhere',
      GITHUB_OUTPUT: '/somewhere',
      RUNNER_TRACKING_ID: 'github_1',
    };
    const source = await open({ env: { DATABASE_URL: 'postgres://here', PORT: '1' } }, { env: secrets });
    await using running = await source.start([0, 1], never);
    const [base] = running.targets;
    const { env } = (await (await fetch(base?.url ?? '')).json()) as { env: Record<string, string> };
    expect(env).toMatchObject({
      DATABASE_URL: 'postgres://here',
      PLIMSOLL_SIDE: 'base',
      RUNNER_TRACKING_ID: 'github_1',
    });
    expect(env['PORT']).toBe(new URL(base?.url ?? '').port);
    expect(Object.values(env)).not.toContain('secret');
    expect(
      Object.keys(env).filter((name) => /^(INPUT_|ACTIONS_|GITHUB_(TOKEN|ENV|OUTPUT))/.test(name)),
    ).toEqual([]);
  });
});

describe('builds', () => {
  test('a build that fails on one side names it and shows the last lines', async () => {
    const failure = await failureOf(
      open({ build: '[ "$PLIMSOLL_SIDE" = base ] || { echo "cannot find module x" >&2; exit 9; }' }),
    );
    expect(failure.kind).toBe('settings');
    expect(failure.message).toContain('the build of head failed (exit code 9)');
    expect(failure.message).toContain('  | cannot find module x');
  });

  test('what a build left running is gone in the end', async () => {
    const source = await open({ build: `setsid -f ${node} -e "setInterval(() => {}, 1000)"` });
    expect(findMarked(RUN_MARK)).toHaveLength(2);
    await source[Symbol.asyncDispose]();
    expect(findMarked(RUN_MARK)).toEqual([]);
  });
});

describe('clean-up', () => {
  test('a source that is disposed while targets run takes them with it', async () => {
    const source = await open();
    await source.start([1, 0], never);
    expect(findMarked(RUN_MARK)).toHaveLength(2);
    await source[Symbol.asyncDispose]();
    expect(findMarked(RUN_MARK)).toEqual([]);
  });

  test("another worktree of the user's stays", async () => {
    const other = join(repository.path, '../other');
    repository.git('worktree', 'add', '-q', '--detach', other);
    const source = await open();
    await source[Symbol.asyncDispose]();
    expect(repository.git('worktree', 'list').split('\n')).toHaveLength(2);
    repository.git('worktree', 'remove', other);
  });

  test('a hook of the repository does not run', async () => {
    repository.write('.git/hooks/post-checkout', '#!/bin/sh\ntouch "$HOME/hook-ran"\n');
    chmodSync(join(repository.path, '.git/hooks/post-checkout'), 0o755);
    await open();
    expect(existsSync(join(repository.environment['HOME'] ?? '', 'hook-ran'))).toBe(false);
  });
});

describe('a version beside them', () => {
  test('is one commit with some files of another, whatever they are called', async () => {
    repository.write('config/app.yml', 'pool: 8');
    repository.write('config/gone.yml', 'old');
    repository.write('config/[x] -y.yml', 'old');
    const base = repository.commit('configured');
    repository.git('checkout', '-q', '-b', 'change');
    repository.write('config/app.yml', 'pool: 5');
    repository.git('rm', '-q', 'config/gone.yml');
    repository.write('config/[x] -y.yml', 'new');
    repository.write('config/new.yml', 'new');
    repository.write('code.txt', 'new');
    const head = repository.commit('changed');
    const source = await open();
    const three = await source.beside?.({
      side: 'mixed',
      commit: head,
      from: base,
      restore: ['config/app.yml', 'config/gone.yml', 'config/[x] -y.yml'],
      remove: ['config/new.yml'],
    });
    expect(three?.sides).toEqual(['base', 'head', 'mixed']);
    expect(three?.commits).toEqual([base, head, head]);
    await using running = await (three as TargetSource).start([2, 0, 1], never);
    const folders = await Promise.all(
      running.targets.map(async ({ url }) => ((await (await fetch(url)).json()) as { cwd: string }).cwd),
    );
    const read = (file: string): string[] =>
      folders.map((cwd) => (existsSync(join(cwd, file)) ? readFileSync(join(cwd, file), 'utf8') : 'none'));
    expect(read('config/app.yml')).toEqual(['pool: 8', 'pool: 5', 'pool: 8']);
    expect(read('config/gone.yml')).toEqual(['old', 'none', 'old']);
    expect(read('config/[x] -y.yml')).toEqual(['old', 'new', 'old']);
    expect(read('config/new.yml')).toEqual(['none', 'new', 'none']);
    expect(read('code.txt')).toEqual(['none', 'new', 'new']);
  });
});
