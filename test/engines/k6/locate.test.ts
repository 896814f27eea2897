import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmod, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { searchK6 } from '../../../src/engines/k6/locate.ts';
import { createWorkspace } from './rig.ts';

const open = new AsyncDisposableStack();
afterAll(() => open.disposeAsync());

const TOOLS = '/usr/bin:/bin';
const fakeK6 = (version: string): string => `#!/bin/sh\necho "k6 v${version} (go1.26.8, linux/amd64)"\n`;

async function folder(files: Readonly<Record<string, string>> = {}): Promise<string> {
  const { path } = open.use(await createWorkspace(files));
  for (const name of Object.keys(files)) await chmod(join(path, name), 0o755);
  return path;
}

/** A release archive as GitHub has them. */
async function archive(version: string): Promise<{ bytes: Buffer; sha256: string }> {
  const name = `k6-v${version}-linux-amd64`;
  const root = await folder({ [`${name}/k6`]: fakeK6(version) });
  execFileSync('tar', ['-czf', 'k6.tar.gz', name], { cwd: root });
  const bytes = await readFile(join(root, 'k6.tar.gz'));
  return { bytes, sha256: createHash('sha256').update(bytes).digest('hex') };
}

async function serve(answer: Buffer, options: { status?: number; cutAt?: number } = {}): Promise<string> {
  const server = createServer((_, response) => {
    response.writeHead(options.status ?? 200, { 'content-length': answer.length });
    if (options.cutAt === undefined) response.end(answer);
    else response.write(answer.subarray(0, options.cutAt), () => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  open.defer(() => new Promise((resolve) => server.close(() => resolve())));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

interface Place {
  readonly version?: string;
  readonly path?: string;
  readonly sha256?: string;
  readonly PATH?: string;
  readonly cache?: string;
  readonly releases?: string;
}

async function search(place: Place) {
  const said: string[] = [];
  const found = searchK6({
    wish: { path: place.path ?? '', version: place.version ?? '2.2.0', sha256: place.sha256 ?? '' },
    environment: { PATH: place.PATH ?? TOOLS, RUNNER_TOOL_CACHE: place.cache ?? (await folder()) },
    say: (line) => void said.push(line),
    signal: new AbortController().signal,
    releases: place.releases ?? 'http://127.0.0.1:1',
    platform: 'linux',
    arch: 'x64',
  });
  return { ...(await found), said };
}

test('takes the named binary, and refuses one that is too old or no k6', async () => {
  const bin = await folder({ k6: fakeK6('1.8.1'), old: fakeK6('0.57.0'), other: '#!/bin/sh\necho hello\n' });
  expect(await search({ path: join(bin, 'k6') })).toMatchObject({ version: '1.8.1', path: join(bin, 'k6') });
  await expect(search({ path: join(bin, 'old') })).rejects.toThrow('is k6 0.57.0; 1.0 or later');
  await expect(search({ path: join(bin, 'other') })).rejects.toThrow('does not answer');
  await expect(search({ path: join(bin, 'none') })).rejects.toThrow('does not answer');
});

test('takes k6 from the PATH when it is 1.0 or later, by its absolute path', async () => {
  const bin = await folder({ k6: fakeK6('2.1.0') });
  expect(await search({ PATH: `${bin}:${TOOLS}` })).toMatchObject({
    version: '2.1.0',
    path: join(bin, 'k6'),
  });
});

test('case 70: fetches a release once, keeps it, and notices when the kept file was changed', async () => {
  const { bytes, sha256 } = await archive('2.9.9');
  const releases = await serve(bytes);
  const cache = await folder();
  const first = await search({ version: 'v2.9.9', sha256, releases, cache });
  expect(first.path).toBe(join(cache, 'k6/2.9.9/x64/k6'));
  expect(first.said).toEqual([expect.stringContaining('Fetching k6 2.9.9')]);
  const second = await search({ version: '2.9.9', cache });
  expect(second).toMatchObject({ path: first.path, said: [] });
  await writeFile(first.path, fakeK6('6.6.6'));
  await expect(search({ version: '2.9.9', cache })).rejects.toThrow(/is not the file that was put there/);
});

test('case 70: never runs what has the wrong checksum, and lists everything that was tried', async () => {
  const { bytes } = await archive('2.2.0');
  const marker = join(await folder(), 'ran');
  const bin = await folder({ k6: `${fakeK6('0.9.0')}touch '${marker}'\n` });
  const failure = await search({ releases: await serve(bytes), PATH: `${bin}:${TOOLS}` }).catch(
    (error) => error,
  );
  expect(failure).toMatchObject({ name: 'Failure', kind: 'settings' });
  expect(failure.message).toMatch(/on the PATH: .*k6 0\.9\.0; 1\.0 or later/);
  expect(failure.message).toMatch(/kept from an earlier run: nothing at/);
  const actual = createHash('sha256').update(bytes).digest('hex');
  expect(failure.message).toContain(
    `SHA-256 expected b5a8003c86f35f5cd5ceef1490312c48e587696c94d998cefc6d7b3b4cb1597d, actual ${actual}`,
  );
  expect(failure.message).toContain('built from its Go module: there is no Go on the PATH');
  expect(failure.hint).toContain('k6-path');
});

test.each([
  ['a page instead of an archive', Buffer.from('<html>sign in</html>'), {}, 'wrong checksum'],
  [
    'an archive cut short',
    Buffer.alloc(50_000),
    { cutAt: 20_000 },
    /release on GitHub: http.*(closed|terminated|SOCKET|ABORTED)/,
  ],
  ['no such release', Buffer.from('Not Found'), { status: 404 }, 'it answered 404 Not Found'],
])('says so when it gets %s', async (_, bytes, options, words) => {
  const sha256 = createHash('sha256').update('something else').digest('hex');
  await expect(search({ releases: await serve(bytes, options), sha256 })).rejects.toThrow(words);
});

test('case 70: does not fetch a version whose checksum nobody gave', async () => {
  await expect(search({ version: '2.7.7' })).rejects.toThrow(
    'the checksum of k6-v2.7.7-linux-amd64.tar.gz is not known',
  );
  await expect(search({ version: '../../etc' })).rejects.toThrow('is not a version of k6');
});

test('builds from the Go module where there is Go, and keeps the result', async () => {
  const log = join(await folder(), 'log');
  const go = (version: string): string => `#!/bin/sh
echo "$@" >> '${log}'
case "$1" in
  env) echo ${version};;
  mod) grep -q 'require go.k6.io/k6/v2 v2.2.0' go.mod;;
  build) while [ "$1" != -o ]; do shift; done; cp '${kept}' "$2";;
esac
`;
  const kept = join(await folder({ k6: fakeK6('2.2.0') }), 'k6');
  const [recent, old] = [await folder({ go: go('go1.26.8') }), await folder({ go: go('go1.22.1') })];
  await expect(search({ PATH: `${old}:${TOOLS}` })).rejects.toThrow(
    'needs Go 1.25 or later and found go1.22.1',
  );
  const cache = await folder();
  const built = await search({ PATH: `${recent}:${TOOLS}`, cache });
  expect(built).toMatchObject({ version: '2.2.0', path: join(cache, 'k6/2.2.0/x64/k6') });
  expect(built.said.at(-1)).toContain('Building k6 2.2.0');
  expect(await readFile(log, 'utf8')).toContain('go.k6.io/k6/v2');
  expect(await search({ PATH: TOOLS, cache })).toMatchObject({ path: built.path, said: [] });
});
