import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Repository } from '../targets/repository-for-tests.ts';
import { createRemote, type GitBranchStore, openBranch, type Remote } from './branch-for-tests.ts';
import { commitId, recordingOf } from './recordings.ts';

let remote: Remote;
let clone: Repository;
let store: GitBranchStore;

beforeEach(async () => {
  remote = createRemote();
  clone = remote.clone();
  store = await openBranch(clone);
});

afterEach(async () => {
  await store[Symbol.asyncDispose]();
  remote[Symbol.dispose]();
});

describe('case 47: a push is refused', () => {
  test('by branch protection', async () => {
    remote.hook(
      'pre-receive',
      'echo "error: GH006: Protected branch update failed for refs/heads/plimsoll." >&2; echo "error: Changes must be made through a pull request." >&2; exit 1',
    );
    const appended = await store.append(recordingOf());
    expect(appended).toEqual({
      kind: 'refused',
      reason:
        'branch protection forbids the push to plimsoll (GH006): error: GH006: Protected branch update failed for refs/heads/plimsoll.',
      hint: expect.stringMatching(/protection rule/),
    });
    expect(await store.list()).toEqual([]);
  });

  test('by a ruleset', async () => {
    remote.hook(
      'update',
      'echo "error: GH013: Repository rule violations found for refs/heads/plimsoll." >&2; exit 1',
    );
    expect(await store.append(recordingOf())).toMatchObject({
      kind: 'refused',
      reason: expect.stringMatching(/^a ruleset .*\(GH013\): error: GH013: Repository rule violations/),
      hint: expect.stringMatching(/bypass list/),
    });
  });

  test('by a hook of another kind, whose words are told', async () => {
    remote.hook('pre-receive', 'echo "error: no pushes on Fridays" >&2; exit 1');
    expect(await store.append(recordingOf())).toMatchObject({
      kind: 'refused',
      reason: 'a hook of the remote refused the push to plimsoll: error: no pushes on Fridays',
    });
  });

  test('by a branch whose name is a folder of it', async () => {
    remote.git('branch', 'plimsoll/old', 'main');
    expect(await store.append(recordingOf())).toMatchObject({
      kind: 'refused',
      reason: expect.stringMatching(/another branch stands in the way/),
    });
  });

  test('at a remote that is gone', async () => {
    clone.git('remote', 'set-url', 'origin', `${remote.path}-gone`);
    await using other = await openBranch(clone);
    expect(await other.append(recordingOf())).toMatchObject({
      kind: 'refused',
      reason: expect.stringMatching(/no such repository/),
    });
    await expect(other.list()).rejects.toMatchObject({
      kind: 'measurement',
      message: expect.stringMatching(/^branch plimsoll of origin could not be read: the remote has no such/),
    });
  });

  test('where nobody listens, after a few tries', async () => {
    clone.git('remote', 'set-url', 'origin', 'http://user:secret@127.0.0.1:9/x.git');
    await using other = await openBranch(clone);
    const appended = await other.append(recordingOf());
    expect(appended).toMatchObject({
      kind: 'refused',
      reason: expect.stringMatching(/^the remote could not be reached: fatal: unable to access/),
      hint: expect.stringMatching(/network/),
    });
    expect(JSON.stringify(appended)).not.toMatch(/secret/);
  });
});

describe('the branch changes while a recording is added', () => {
  /** Runs in the remote before our push is looked at, once, as if somebody had been faster. */
  const meanwhile = (script: string): void =>
    remote.hook(
      'pre-receive',
      `[ -e raced ] && exit 0; touch raced; unset GIT_QUARANTINE_PATH; ${script}; exit 0`,
    );

  beforeEach(async () => {
    for (const number of [1, 2]) await store.append(recordingOf({ commit: commitId(number) }));
  });

  test('case 48: it is deleted, and stays so', async () => {
    meanwhile('git update-ref -d refs/heads/plimsoll');
    expect(await store.append(recordingOf({ commit: commitId(3) }))).toMatchObject({
      kind: 'refused',
      reason: 'the branch plimsoll was deleted while a recording was being added to it',
    });
    expect(await store.list()).toEqual([]);
  });

  test('case 48: it is force-pushed to its own past, and stays there', async () => {
    const past = remote.git('rev-parse', 'plimsoll~1');
    meanwhile(`git update-ref refs/heads/plimsoll ${past}`);
    expect(await store.append(recordingOf({ commit: commitId(3) }))).toMatchObject({
      kind: 'refused',
      reason: expect.stringMatching(/was force-pushed .* which does not contain it/),
    });
    expect(remote.git('rev-parse', 'plimsoll')).toBe(past);
  });

  test('case 48: it is force-pushed to something else', async () => {
    const text = 'something else';
    const other = remote.commit('other', [{ mode: '100644', path: 'BASELINES.md', text }]);
    meanwhile(`git update-ref refs/heads/plimsoll ${other}`);
    expect(await store.append(recordingOf({ commit: commitId(3) }))).toMatchObject({
      kind: 'refused',
      reason: expect.stringMatching(/was force-pushed/),
    });
    expect(remote.git('rev-parse', 'plimsoll')).toBe(other);
  });

  test('somebody else is faster, and both recordings are there', async () => {
    const next = remote.commit(
      'faster',
      [{ mode: '100644', path: 'other/00/x.json', text: '{}' }],
      remote.git('rev-parse', 'plimsoll'),
    );
    meanwhile(`git update-ref refs/heads/plimsoll ${next}`);
    expect(await store.append(recordingOf({ commit: commitId(3) }))).toMatchObject({
      kind: 'appended',
      attempts: 2,
    });
    expect(remote.git('rev-parse', 'plimsoll~1')).toBe(next);
  });
});

test('a branch that holds something else is not written to', async () => {
  await using main = await openBranch(clone, { branch: 'main' });
  const before = remote.git('rev-parse', 'main');
  expect(await main.append(recordingOf())).toMatchObject({
    kind: 'refused',
    reason: 'the branch main exists and holds something else than baselines: it has no BASELINES.md',
  });
  expect(remote.git('rev-parse', 'main')).toBe(before);
});

test('a folder that is no checkout, and one without a remote, are refused at once', async () => {
  const open = (workspace: string) => openBranch({ ...clone, path: workspace });
  await expect(open(clone.environment['HOME'] ?? '')).rejects.toMatchObject({
    kind: 'settings',
    message: expect.stringMatching(/is not a git checkout/),
  });
  await expect(openBranch(remote.origin)).rejects.toMatchObject({
    kind: 'settings',
    message: expect.stringMatching(/has no remote/),
  });
});

describe('signing in', () => {
  const seen: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    seen.push(request);
    response.writeHead(403).end('no');
  });
  let url: string;

  beforeEach(async () => {
    seen.length = 0;
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    clone.git('remote', 'set-url', 'origin', `${url}/owner/name.git`);
  });

  afterEach(() => new Promise((resolve) => server.close(resolve)));

  const headers = (): string[] =>
    seen.flatMap(({ rawHeaders }) =>
      rawHeaders.flatMap((name, index) =>
        index % 2 === 0 && /^authorization$/i.test(name) ? [rawHeaders[index + 1] ?? ''] : [],
      ),
    );

  test('case 47: a token that may only read is told as such', async () => {
    clone.git('remote', 'set-url', '--push', 'origin', `${url}/owner/name.git`);
    clone.git('remote', 'set-url', 'origin', remote.path);
    await using other = await openBranch(clone);
    expect(await other.append(recordingOf())).toMatchObject({
      kind: 'refused',
      reason: expect.stringMatching(/^the token may only read/),
      hint: expect.stringMatching(/contents: write/),
    });
  });

  test('a token that may not even read is told as such', async () => {
    await using other = await openBranch(clone);
    await expect(other.list()).rejects.toMatchObject({
      message: expect.stringMatching(/the token may not read the repository/),
    });
  });

  test("the checkout's own sign-in is used", async () => {
    clone.git('config', `http.${url}/.extraheader`, 'AUTHORIZATION: basic of-the-checkout');
    await using other = await openBranch(clone);
    await other.append(recordingOf());
    expect(headers()).toEqual(['basic of-the-checkout']);
  });

  test('a sign-in that the checkout keeps in a file beside it is used', async () => {
    const file = join(clone.environment['RUNNER_TEMP'] ?? '', 'credentials.config');
    clone.git('config', '--file', file, `http.${url}/.extraheader`, 'AUTHORIZATION: basic beside');
    clone.git('config', `includeIf.gitdir:${clone.path}/.git.path`, file);
    await using other = await openBranch(clone);
    await other.append(recordingOf());
    expect(headers()).toEqual(['basic beside']);
  });

  test("a token takes the place of the checkout's sign-in", async () => {
    clone.git('config', `http.${url}/.extraheader`, 'AUTHORIZATION: basic of-the-checkout');
    clone.git('config', '--global', `http.${url}/.extraheader`, 'AUTHORIZATION: basic of-the-machine');
    await using other = await openBranch(clone, { token: { token: 'abc', server: url } });
    await other.append(recordingOf());
    expect(headers()).toEqual([`basic ${Buffer.from('x-access-token:abc').toString('base64')}`]);
  });

  test('a token goes to no other server than its own', async () => {
    const token = { token: 'abc', server: 'https://github.com' };
    await using other = await openBranch(clone, { token });
    await other.append(recordingOf());
    expect(seen).not.toHaveLength(0);
    expect(headers()).toEqual([]);
  });
});
