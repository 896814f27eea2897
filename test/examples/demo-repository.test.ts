import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { findExample } from '../../src/cli/demo/example.ts';
import { makeDemoRepository } from '../../src/cli/demo/repository.ts';

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'plimsoll-test-'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const environment = () => ({ PATH: process.env['PATH'], HOME: home, RUNNER_TEMP: home });

it('has the example on main, one patch more on head, and a clean tree', async () => {
  await using repository = await makeDemoRepository('n-plus-one', environment());
  const git = (...args: string[]) =>
    execFileSync('git', args, { cwd: repository.path, encoding: 'utf8' }).trim();
  expect(git('log', '--format=%s', 'head').split('\n')).toEqual(['Apply n-plus-one', 'Open the shop']);
  expect(git('log', '--format=%s', 'main')).toBe('Open the shop');
  expect(git('diff', '--name-only', 'main', 'head')).toBe('src/catalogue.js');
  expect(git('branch', '--show-current')).toBe('head');
  expect(git('status', '--porcelain')).toBe('');
});

it('is gone when disposed', async () => {
  const repository = await makeDemoRepository('no-op', environment());
  expect(existsSync(join(repository.path, 'server.js'))).toBe(true);
  await repository[Symbol.asyncDispose]();
  expect(existsSync(repository.path)).toBe(false);
});

it('leaves nothing behind when there is no such patch', async () => {
  await expect(makeDemoRepository('no-such-patch', environment())).rejects.toMatchObject({
    name: 'Failure',
    message: expect.stringContaining('regressions/no-such-patch.patch'),
  });
  expect(readdirSync(home)).toEqual([]);
});

it('finds the example beside the sources and beside the bundle', () => {
  const example = join(home, 'examples', 'shop');
  mkdirSync(example, { recursive: true });
  for (const module of ['src/cli/demo/example.ts', 'dist/cli.js']) {
    expect(findExample(pathToFileURL(join(home, module)).href)).toBe(`${example}/`);
  }
});

it('says where it looked for a missing example', () => {
  const from = pathToFileURL(join(home, 'dist', 'cli.js')).href;
  expect(() => findExample(from)).toThrow(join(home, 'examples', 'shop'));
});
