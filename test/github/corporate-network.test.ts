import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';
import { startFaultServer } from './fault-server.ts';

const isHere = spawnSync('openssl', ['version']).status === 0;
if (!isHere) process.stderr.write('tests of a private CA are skipped: openssl is not on PATH\n');

/** A name that no resolver knows: only a proxy can reach it. */
const HOST = 'ghes.invalid';

/** Names all comments of a pull request, as our client in a process of its own gets them. */
const SCRIPT = `
  import { openGitHub } from ${JSON.stringify(join(import.meta.dirname, '../../src/github/client.ts'))};
  import { listComments } from ${JSON.stringify(join(import.meta.dirname, '../../src/github/comments.ts'))};
  const github = await openGitHub({
    token: 'ghs_job',
    apiUrl: process.env.GITHUB_API_URL,
    patience: { totalMs: 5000, requestMs: 3000, backoffMs: 10, writeGapMs: 0, settleMs: 0 },
  });
  const listed = await listComments(github, { owner: 'octo', repo: 'shop', number: 7 });
  console.log(JSON.stringify(listed.kind === 'ok' ? listed.value.map(({ body }) => body) : listed));
`;

/** An Enterprise server with a private CA behind a proxy that is the only way to it. */
async function openNetwork() {
  const folder = mkdtempSync(join(tmpdir(), 'plimsoll-ca-'));
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  const made = spawnSync('openssl', [
    ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'],
    ...['-keyout', key, '-out', cert, '-subj', `/CN=${HOST}`, '-addext', `subjectAltName=DNS:${HOST}`],
  ]);
  if (made.status !== 0) throw new Error(made.stderr.toString());
  const server = await startFaultServer({
    isEnterprise: true,
    certificate: { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') },
  });
  server.add('octo', 'hello');
  const asked: string[] = [];
  const proxy = createServer();
  proxy.on('connect', (request, socket, head) => {
    asked.push(`${request.url} ${request.headers['proxy-authorization'] ?? ''}`.trim());
    const onward = connect(server.port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      onward.write(head);
      onward.pipe(socket).pipe(onward);
    });
    for (const end of [onward, socket]) end.on('error', () => onward.destroy());
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  const { port } = proxy.address() as AddressInfo;
  return {
    asked,
    server,
    proxy: (credentials = '') => `http://${credentials}127.0.0.1:${port}`,
    /** What the client printed, with these variables. */
    ask: async (environment: Readonly<Record<string, string>>) => {
      const env = {
        PATH: process.env['PATH'],
        GITHUB_API_URL: `https://${HOST}/api/v3`,
        NODE_EXTRA_CA_CERTS: cert,
        ...environment,
      };
      const args = ['--input-type=module', '-e', SCRIPT];
      return JSON.parse((await promisify(execFile)(process.execPath, args, { env })).stdout) as unknown;
    },
    async [Symbol.asyncDispose]() {
      proxy.closeAllConnections();
      proxy.close();
      rmSync(folder, { recursive: true, force: true });
      await server[Symbol.asyncDispose]();
    },
  };
}

const testHere = isHere ? test : test.skip;

testHere.each(['HTTPS_PROXY', 'https_proxy'])(
  'case 65: an Enterprise server with a private CA is reached through the proxy of %s',
  async (name) => {
    await using network = await openNetwork();
    expect(await network.ask({ [name]: network.proxy() })).toEqual(['hello']);
    expect(network.asked).toEqual([`${HOST}:443`]);
    expect(network.server.journal.map(({ line }) => line)).toEqual([
      'GET /api/v3/repos/octo/shop/issues/7/comments',
    ]);
  },
);

testHere('case 65: a proxy gets the credentials that its address has', async () => {
  await using network = await openNetwork();
  expect(await network.ask({ HTTPS_PROXY: network.proxy('me:s%40cret@') })).toEqual(['hello']);
  expect(network.asked).toEqual([`${HOST}:443 Basic ${btoa('me:s@cret')}`]);
});

testHere.each([HOST, `.${HOST.split('.')[1]}`, '*'])(
  'case 65: NO_PROXY=%s goes round the proxy',
  async (name) => {
    await using network = await openNetwork();
    const answer = await network.ask({ HTTPS_PROXY: network.proxy(), NO_PROXY: name });
    expect(answer).toMatchObject({ kind: 'lost' });
    expect(network.asked).toEqual([]);
  },
);

testHere('case 65: without the private CA there is an answer in time, and no comment', async () => {
  await using network = await openNetwork();
  const answer = await network.ask({ HTTPS_PROXY: network.proxy(), NODE_EXTRA_CA_CERTS: '' });
  expect(answer).toMatchObject({ kind: 'lost', message: expect.stringContaining('certificate') });
  expect(network.server.journal).toEqual([]);
});

testHere('case 66: a proxy that is not there is an answer, too', async () => {
  await using network = await openNetwork();
  expect(await network.ask({ HTTPS_PROXY: 'http://127.0.0.1:1' })).toMatchObject({ kind: 'lost' });
});
