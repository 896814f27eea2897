import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { Result } from '../../src/core/result.ts';
import type { Repository } from '../targets/repository-for-tests.ts';
import { repositoryOfService, startCommand } from './command.ts';

const FLAGS = {
  base: 'main',
  script: 'load.js',
  start: `${process.execPath} server.mjs`,
  rate: '40',
  'record-budget': '40s',
  service: 'shop',
};

/** With a remote whose default branch is main. */
function withRemote(repository: Repository): Repository {
  repository.git('remote', 'add', 'origin', repository.bare());
  return repository;
}

const record = (repository: Repository, env: Readonly<Record<string, string>> = {}) =>
  startCommand('record', { repository, flags: FLAGS, env }).ended;

describe('the stored baseline', () => {
  test('is recorded on main and stands in for a base that cannot be built', async () => {
    using repository = withRemote(repositoryOfService());
    repository.git('switch', '-q', 'main');
    const main = repository.git('rev-parse', 'main');
    const recorded = await record(repository);
    expect(recorded).toMatchObject({ code: 0 });
    expect(recorded.said).toMatch(/^ {2}p50 .* × the reference service\)$/m);
    expect(recorded.said).toContain('kept at branch plimsoll of origin');

    repository.git('fetch', '-q', 'origin', 'plimsoll');
    const files = repository.git('ls-tree', '-r', '--name-only', 'FETCH_HEAD').split('\n');
    expect(files.filter((file) => file.startsWith('shop/'))).toEqual([
      `shop/${main.slice(0, 2)}/${main}.json`,
    ]);
    expect(repository.git('status', '--porcelain')).toBe('');
    expect(repository.git('branch', '--format=%(refname:short)').split('\n').sort()).toEqual([
      'main',
      'topic',
    ]);

    repository.git('switch', '-q', 'topic');
    const flags = { ...FLAGS, build: 'test -f changed.txt', json: 'result.json' };
    const compared = await startCommand('compare', { repository, flags }).ended;
    // One recording leaves room for a lot: nothing is slower, and little can be ruled out.
    expect(compared).toMatchObject({ code: 0 });
    expect(compared.said).toMatch(/Base could not be run beside head \(the build of base failed/);
    const result = JSON.parse(readFileSync(join(repository.path, 'result.json'), 'utf8')) as Result;
    expect(result.against).toMatchObject({
      kind: 'stored',
      runs: 1,
      form: 'ratio',
      nearest: { commit: main, distance: 0 },
      where: 'branch plimsoll of origin',
    });
    expect(['pass', 'inconclusive']).toContain(result.judgement.verdict);
    const p50 = result.judgement.comparisons.find(
      ({ metric, endpoint }) => metric === 'p50' && endpoint === null,
    );
    expect(p50?.change).not.toBeNull();
    expect(p50?.resolution).toBeGreaterThan(0.05);
  }, 240_000);

  test('case 45: is not recorded on a pull request, on another branch, or with changes that nobody has committed', async () => {
    using repository = withRemote(repositoryOfService());
    const elsewhere = await record(repository);
    expect(elsewhere).toMatchObject({ code: 2 });
    expect(elsewhere.said).toContain('recording was asked for on the branch topic, expected main');

    repository.git('switch', '-q', 'main');
    const onPullRequest = await record(repository, { GITHUB_EVENT_NAME: 'pull_request' });
    expect(onPullRequest).toMatchObject({ code: 2 });
    expect(onPullRequest.said).toContain('recording was asked for on pull_request, expected a push to main');

    repository.write('server.mjs', '// not committed\n');
    const dirty = await record(repository);
    expect(dirty).toMatchObject({ code: 2 });
    expect(dirty.said).toContain('has changes that are not committed');
    expect(repository.git('ls-remote', 'origin', 'plimsoll')).toBe('');
  }, 60_000);

  test('case 43: a first run ever says that there is no baseline yet, calmly', async () => {
    using repository = withRemote(repositoryOfService());
    const compared = await startCommand('compare', {
      repository,
      flags: { ...FLAGS, against: 'baseline', 'record-budget': '30s' },
    }).ended;
    expect(compared).toMatchObject({ code: 0 });
    expect(compared.said).toMatch(/No baseline yet/);
    expect(compared.said).not.toMatch(/^plimsoll: |could not/m);
  }, 120_000);
});
