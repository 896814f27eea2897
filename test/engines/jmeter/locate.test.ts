import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmod, mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, expect, test } from '@jest/globals';
import { searchJMeter } from '../../../src/engines/jmeter/locate.ts';
import type { Search } from '../../../src/engines/jmeter/search.ts';
import { findOnPath } from '../../../src/system/executables.ts';
import { createWorkspace } from '../k6/rig.ts';

const open = new AsyncDisposableStack();
afterAll(() => open.disposeAsync());

/** Java that says a JMeter is what stands in the file that should be its jar. */
const JAVA = `#!/bin/sh
while [ "$1" != -jar ]; do shift; done
echo "  /_/   \\_\\_|   |_| |_|_____| |_| \\_\\ $(cat "$2")"
`;

interface Machine {
  readonly path: string;
  readonly search: Search;
  readonly said: string[];
}

/** A machine with tar alone on its PATH, so that there is neither a JMeter nor Maven. */
async function createMachine(files: Readonly<Record<string, string>> = {}): Promise<Machine> {
  const { path } = open.use(await createWorkspace({ 'tools/java': JAVA, ...files }));
  await chmod(join(path, 'tools/java'), 0o755);
  for (const tool of ['tar', 'gzip', 'sh', 'cat', 'echo']) {
    const found = await findOnPath(tool, process.env);
    if (found !== null) await symlink(found, join(path, 'tools', tool));
  }
  const said: string[] = [];
  return {
    path,
    said,
    search: {
      wish: { home: '', version: '5.6.3', sha512: '' },
      environment: { PATH: join(path, 'tools'), HOME: path, RUNNER_TEMP: path },
      say: (line) => void said.push(line),
      signal: new AbortController().signal,
      java: join(path, 'tools/java'),
      archives: 'http://127.0.0.1:9',
    },
  };
}

test('takes the one that is named, or says what is wrong with it', async () => {
  const { path, search } = await createMachine({
    'new/bin/ApacheJMeter-6.0.0.jar': '6.0.0',
    'old/bin/ApacheJMeter.jar': '5.6.1',
    'none/README': '',
  });
  const named = (home: string) =>
    searchJMeter({ ...search, wish: { ...search.wish, home: join(path, home) } });
  expect(await named('new')).toMatchObject({ home: join(path, 'new'), version: '6.0.0' });
  await expect(named('old')).rejects.toThrow(/is JMeter 5\.6\.1; 5\.6\.2 or later is needed/);
  await expect(named('none')).rejects.toThrow(/holds no bin\/ApacheJMeter\.jar/);
});

test('finds it by JMETER_HOME, then by its script on the PATH', async () => {
  const { path, search } = await createMachine({
    'variable/bin/ApacheJMeter.jar': '5.6.3',
    'installed/bin/ApacheJMeter.jar': '5.6.2',
    'installed/bin/jmeter': '#!/bin/sh\n',
  });
  await chmod(join(path, 'installed/bin/jmeter'), 0o755);
  await symlink(join(path, 'installed/bin/jmeter'), join(path, 'tools/jmeter'));
  expect(await searchJMeter(search)).toMatchObject({ version: '5.6.2' });
  const environment = { ...search.environment, JMETER_HOME: join(path, 'variable') };
  expect(await searchJMeter({ ...search, environment })).toMatchObject({ home: join(path, 'variable') });
});

/** Serves an archive as Apache does; counts who asks. */
async function serveArchive(folder: string, body: (archive: Buffer) => Buffer = (archive) => archive) {
  const home = join(folder, 'archive/apache-jmeter-5.6.3');
  await mkdir(join(home, 'bin'), { recursive: true });
  await writeFile(join(home, 'bin/ApacheJMeter.jar'), '5.6.3');
  const file = join(folder, 'apache-jmeter-5.6.3.tgz');
  await promisify(execFile)('tar', ['-czf', file, '-C', dirname(home), 'apache-jmeter-5.6.3']);
  const archive = await readFile(file);
  let asked = 0;
  const server = createServer((_, response) => {
    asked++;
    response.end(body(archive));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  open.defer(() => void server.close());
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    sha512: createHash('sha512').update(archive).digest('hex'),
    asked: () => asked,
  };
}

test('case 70: fetches the archive once, checks it, and keeps it', async () => {
  const { path, search, said } = await createMachine();
  const archive = await serveArchive(path);
  const wish = { ...search.wish, sha512: archive.sha512 };
  const first = await searchJMeter({ ...search, wish, archives: archive.url });
  expect(first.home).toBe(join(path, '.cache/plimsoll/jmeter/5.6.3/home'));
  expect(await searchJMeter({ ...search, wish, archives: archive.url })).toEqual(first);
  expect(archive.asked()).toBe(1);
  expect(said).toEqual([`Fetching JMeter 5.6.3 from ${archive.url}/apache-jmeter-5.6.3.tgz`]);
});

test('case 70: runs nothing of an archive with another checksum, and says both', async () => {
  const { path, search } = await createMachine();
  const archive = await serveArchive(path, () => Buffer.from('<html>Sign in</html>'));
  const actual = createHash('sha512').update('<html>Sign in</html>').digest('hex');
  const looking = searchJMeter({ ...search, archives: archive.url });
  await expect(looking).rejects.toThrow(
    new RegExp(`wrong checksum: SHA-512 expected 5978a1a3[0-9a-f]{120}, actual ${actual}`),
  );
});

test('case 70: leaves a kept JMeter alone that somebody changed', async () => {
  const { path, search } = await createMachine();
  const archive = await serveArchive(path);
  const wish = { ...search.wish, sha512: archive.sha512 };
  const { jar } = await searchJMeter({ ...search, wish, archives: archive.url });
  await writeFile(jar, '5.6.3 with more');
  await expect(searchJMeter({ ...search, wish })).rejects.toThrow(
    /kept from an earlier run: .* is not the folder that was put there/,
  );
  expect(await searchJMeter({ ...search, wish, archives: archive.url })).toMatchObject({ version: '5.6.3' });
  expect(archive.asked()).toBe(2);
});

test('says all that was tried', async () => {
  const { search } = await createMachine();
  const unknown = searchJMeter({ ...search, wish: { ...search.wish, version: '5.6.9' } });
  await expect(unknown).rejects.toThrow(
    /JMETER_HOME: it is not set\n.*PATH: there is none\n.*nothing at .*\n.*checksum of apache-jmeter-5\.6\.9\.tgz is not known.*\n.*no Maven on the PATH/,
  );
  await expect(searchJMeter({ ...search, wish: { ...search.wish, version: '5.5' } })).rejects.toThrow(
    /too old/,
  );
});
