import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type ReadChanges, readChanges } from '../../src/configuration/read-changes.ts';
import { createRepository, type Repository } from '../targets/repository-for-tests.ts';

let repository: Repository;
let base = '';

beforeEach(() => {
  repository = createRepository();
  repository.write('config/app.yml', 'pool:\n  size: 8\nlog: info\ndb:\n  password: hunter1\n');
  repository.write('config/secret.toml', 'plain = "postgres://a:hunter1@db/x"\n');
  repository.write('.env.production', 'TTL=60\nOLD=1\n');
  repository.write('plimsoll.yml', 'env: { POOL_SIZE: 8, OTHER: a }\n');
  base = repository.commit('base');
});
afterEach(() => repository[Symbol.dispose]());

async function read(
  files: readonly string[] = ['config/**', '.env*'],
  env: readonly string[] = [],
): Promise<ReadChanges> {
  const head = repository.commit('head');
  const call = { directory: repository.path, environment: repository.environment };
  return await readChanges({ base, head }, { files, env, settingsPath: 'plimsoll.yml' }, call);
}

test('settings are told key by key, old and new, in files at any depth', async () => {
  repository.write('config/app.yml', 'pool:\n  size: 5\nlog: info\ndb:\n  password: hunter2\n');
  repository.write('config/deep/er.json', '{"a":true}');
  repository.write('.env.production', 'TTL=0\nNEW=x\n');
  const { finding } = await read();
  expect(finding.touched).toBe('configuration');
  expect(finding.files.map(({ path, kind }) => [path, kind])).toEqual([
    ['.env.production', 'changed'],
    ['config/app.yml', 'changed'],
    ['config/deep/er.json', 'added'],
  ]);
  expect(finding.files[0]?.settings).toEqual([
    { key: '/NEW', kind: 'added', base: null, head: 'x', hidden: false },
    { key: '/TTL', kind: 'changed', base: '60', head: '0', hidden: false },
    { key: '/OLD', kind: 'removed', base: '1', head: null, hidden: false },
  ]);
  expect(finding.files[1]?.settings).toEqual([
    { key: '/pool/size', kind: 'changed', base: '8', head: '5', hidden: false },
    { key: '/db/password', kind: 'changed', base: null, head: null, hidden: true },
  ]);
});

test('what the change touches is told by the declared patterns; documentation is neither', async () => {
  repository.write('README.md', 'words');
  expect((await read()).finding.touched).toBe('neither');
  repository.write('service.mjs', '// other code');
  expect((await read()).finding.touched).toBe('code');
  repository.write('config/app.yml', 'pool: { size: 5 }');
  expect((await read()).finding.touched).toBe('both');
  expect((await read(['config/**', '!config/app.yml'])).finding.touched).toBe('code');
});

test('a comment configures nothing', async () => {
  repository.write('config/app.yml', '# small\npool:\n  size: 8\nlog: info\ndb:\n  password: hunter1\n');
  const { finding } = await read();
  expect(finding.files).toMatchObject([{ path: 'config/app.yml', settings: [], unread: null }]);
  expect(finding.touched).toBe('neither');
});

test('declared variables are compared in plimsoll.yml, others are not', async () => {
  repository.write('plimsoll.yml', 'env: { POOL_SIZE: 5, OTHER: b }\n');
  const { finding } = await read([], ['POOL_SIZE', 'UNSET']);
  expect(finding.environment).toEqual([
    { key: 'POOL_SIZE', kind: 'changed', base: '8', head: '5', hidden: false },
  ]);
  expect(finding.touched).toBe('neither');
});

describe('odd and hostile', () => {
  const unread = async (): Promise<string | null | undefined> => {
    const { finding } = await read(['config/app.yml']);
    expect(JSON.stringify(finding)).not.toContain('hunter');
    return finding.files[0]?.unread;
  };

  test('a symbolic link out of the repository is not followed', async () => {
    const outside = join(repository.path, '..', 'outside.yml');
    writeFileSync(outside, 'stolen: hunter2\n');
    repository.git('rm', '-q', 'config/app.yml');
    symlinkSync(outside, join(repository.path, 'config-link'));
    repository.write('config/keep', '');
    symlinkSync(outside, join(repository.path, 'config/app.yml'));
    expect(await unread()).toBe('in head a symbolic link, which is not followed');
  });

  test('5 MB', async () => {
    repository.write('config/app.yml', `a: ${'hunter2 '.repeat(700_000)}`);
    expect(await unread()).toBe('in head larger than 256 KiB');
  });

  test('binary', async () => {
    writeFileSync(join(repository.path, 'config/app.yml'), Buffer.from([0xff, 0xfe, 0, 1, 2]));
    expect(await unread()).toBe('in head binary');
  });

  test('broken', async () => {
    repository.write('config/app.yml', 'password: [hunter2\nhunter2: }');
    expect(await unread()).toMatch(/^in head not valid YAML at line \d$/);
  });

  test('a secret that moved from a value into a key', async () => {
    repository.write('config/app.yml', 'postgres://a:hunter2@db/x: 1\n');
    const { finding } = await read();
    expect(finding.files[0]?.settings[0]).toMatchObject({ key: '/(hidden)', hidden: true });
    expect(JSON.stringify(finding)).not.toContain('hunter');
  });

  test('a thousand settings and a hundred files are counted, not shown', async () => {
    const many = Array.from({ length: 1000 }, (_, at) => `k${at}: ${at}`).join('\n');
    for (let at = 0; at < 100; at++) repository.write(`config/${at}.yml`, many);
    const { finding, files } = await read();
    expect(files).toHaveLength(100);
    expect([finding.files.length, finding.moreFiles]).toEqual([20, 80]);
    expect([finding.files[0]?.settings.length, finding.files[0]?.more]).toEqual([50, 950]);
    expect(JSON.stringify(finding).length).toBeLessThan(150_000);
  });

  test('a path that looks like an option or a pattern', async () => {
    repository.write('--output=x', 'a');
    repository.write('config/[a].yml', 'a: 1');
    const { finding } = await read(['config/**', '--output=x']);
    expect(finding.files.map(({ path }) => path).sort()).toEqual(['--output=x', 'config/[a].yml']);
  });
});
