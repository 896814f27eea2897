import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, test } from '@jest/globals';
import { repositoryOfService, startCompare } from './command.ts';
import { service } from './service-under-test.ts';

const NODE = process.execPath;
const GOOD = { base: 'main', script: 'load.js', start: `${NODE} server.mjs`, rate: '40', budget: '30s' };

interface Refusal {
  readonly name: string;
  readonly files?: Readonly<Record<string, string>>;
  readonly flags?: Readonly<Record<string, string>>;
  readonly code: 2 | 3;
  readonly says: RegExp;
}

const REFUSALS: readonly Refusal[] = [
  { name: 'no such script', flags: { script: 'gone.js' }, code: 2, says: /gone\.js/ },
  {
    name: 'a script with a syntax error',
    files: { 'load.js': "import http from 'k6/http';\nexport default function ( {\n" },
    code: 2,
    says: /load\.js: Line 3:1 Unexpected end of input/,
  },
  {
    name: 'a script that makes no request',
    files: { 'load.js': 'export default function () {}\n' },
    code: 2,
    says: /made no request/,
  },
  {
    name: 'case 71: a script that sends its requests elsewhere',
    files: {
      'load.js':
        "import http from 'k6/http';\nexport default function () { http.get('http://127.0.0.1:1/', { timeout: '1s' }); }\n",
    },
    code: 2,
    says: /http:\/\/127\.0\.0\.1:1.*__ENV\.BASE_URL/s,
  },
  {
    name: 'a script whose setup throws, without waiting for iterations that will not come',
    files: {
      'load.js': "export function setup() { throw new Error('no login'); }\nexport default function () {}\n",
    },
    code: 2,
    says: /no login/,
  },
  {
    name: 'case 67: a service that never becomes ready',
    flags: { start: 'sleep 60', 'ready-timeout': '2s' },
    code: 3,
    says: /(base|head).*(ready|answer|listen)/is,
  },
  {
    name: 'case 67: a service that ends at once, with what it said',
    flags: { start: 'echo "no database here"; exit 7' },
    code: 3,
    says: /7[\s\S]*no database here|no database here[\s\S]*7/,
  },
  {
    name: 'a service that dies in mid-test',
    files: {
      'server.mjs': `${service(1)}\nsetTimeout(() => { console.log('out of luck'); process.exit(9); }, 6000);\n`,
    },
    code: 3,
    says: /(base|head)[\s\S]*9[\s\S]*out of luck/,
  },
  { name: 'a base that is not there', flags: { base: 'release-9' }, code: 2, says: /release-9/ },
  {
    name: 'targets that cannot be reached',
    flags: { start: '', 'base-url': 'http://127.0.0.1:1', 'head-url': 'http://127.0.0.1:2' },
    code: 3,
    says: /127\.0\.0\.1:1.*(refused|reach)/is,
  },
];

describe('each of these has one clear message and its exit code', () => {
  test.concurrent.each(REFUSALS.map((refusal) => [refusal.name, refusal] as const))(
    '%s',
    async (_, { files, flags, code, says }) => {
      using repository = repositoryOfService(files);
      const merged = Object.fromEntries(
        Object.entries({ ...GOOD, ...flags }).filter(([, value]) => value !== ''),
      );
      const ended = await startCompare(repository, merged).ended;
      expect(ended.said).toMatch(says);
      expect({ code: ended.code, said: ended.said }).toMatchObject({ code });
      expect(ended.said).not.toMatch(/^ {4}at /m);
      expect(ended.said.match(/^plimsoll: /gm)).toHaveLength(1);
      expect(repository.git('worktree', 'list').split('\n')).toHaveLength(1);
    },
    60_000,
  );

  test('case 67: a stranger on the port that the service insists on is not load-tested', async () => {
    let asked = 0;
    const stranger = createServer((_request, response) => {
      asked++;
      response.end('somebody else');
    });
    await new Promise<void>((resolve) => stranger.listen(0, '127.0.0.1', resolve));
    const { port } = stranger.address() as AddressInfo;
    using repository = repositoryOfService();
    const ready = `http://127.0.0.1:${port}/`;
    const ended = await startCompare(repository, { ...GOOD, start: `PORT=${port} ${NODE} server.mjs`, ready })
      .ended;
    stranger.close();
    expect({ code: ended.code, said: ended.said }).toMatchObject({ code: 3 });
    expect(ended.said).toMatch(/EADDRINUSE|taken|another process/);
    expect(asked).toBeLessThan(20);
  }, 60_000);
});
