import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { refuseHardCoded } from '../../../src/engines/k6/hard-coded.ts';
import { moduleTexts, readScriptFiles } from '../../../src/engines/k6/script-files.ts';
import { createWorkspace } from './rig.ts';

const open = new AsyncDisposableStack();
afterAll(() => open.disposeAsync());

async function hintFor(source: string, origins: readonly string[] = []): Promise<string | null> {
  const { path } = open.use(await createWorkspace({ 'load.js': source }));
  const texts = moduleTexts(await readScriptFiles(join(path, 'load.js')));
  try {
    refuseHardCoded(texts, { targetEnv: 'BASE_URL', origins });
    return null;
  } catch (error) {
    const { message, hint } = error as Error & { hint: string };
    return `${message}. ${hint}`;
  }
}

describe('refuses a script that cannot know its target, with the line that mends it', () => {
  test.each([
    [
      "http.get('http://localhost:3000/a')",
      /to http:\/\/localhost:3000, .*`origin: http:\/\/localhost:3000`/,
    ],
    [
      "// see http://docs.example\n/* http://x.y */ http.get('http://api.example.com/')",
      /to http:\/\/api\.example\.com, .*`origin: http:\/\/api\.example\.com`/,
    ],
    ["http.get('http://user:pass@a.example/')", /`origin: http:\/\/a\.example`/],
    ["new WebSocket('ws://localhost:8080/chat')", /`origin: http:\/\/localhost:8080`/],
    ["http.get('https://shop.example/')", /__ENV\.BASE_URL \|\| 'https:\/\/shop\.example'.*cannot map https/],
    ["const b = __ENV.HOST || 'http://localhost:1'", /`target-env: HOST`/],
    ["const b = __ENV['API_URL'] ?? `http://localhost:1`", /`target-env: API_URL`/],
    [
      "import grpc from 'k6/net/grpc'; client.connect('127.0.0.1:10000')",
      /`origin: http:\/\/127\.0\.0\.1:10000`/,
    ],
    [
      "import grpc from 'k6/net/grpc'; const at = __ENV.GRPC_ADDR || 'localhost:50051'",
      /`origin: http:\/\/localhost:50051`/,
    ],
    [
      "http.get('http://other.example/'); http.get('http://a.example/1'); http.get('http://a.example/2')",
      /to http:\/\/a\.example,/,
    ],
    [
      "const body = { a: 'https://x.example/1', b: 'https://x.example/2' }; http.request('POST', 'http://a.example/', body)",
      /to http:\/\/a\.example,/,
    ],
  ])('%s', async (source, says) => expect(await hintFor(source)).toMatch(says));
});

describe('lets pass', () => {
  test.each([
    ["http.get((__ENV.BASE_URL || 'http://localhost:3000') + '/a')", []],
    ["const { BASE_URL } = __ENV; http.get('http://localhost:3000/')", []],
    ["const at = __ENV[name]; http.get('http://localhost:3000/')", []],
    ["http.get('http://localhost:3000/')", ['http://127.0.0.1:3000']],
    ["http.get('http://API.example.com/')", ['http://api.example.com']],
    ["const soap = 'http://www.w3.org/2001/XMLSchema'; http.get(open('url.txt'))", []],
    ["const at = '12:30'; const key = 'a:b'", []],
    ["// http://localhost:3000\nhttp.get(JSON.parse(open('./c.json')).url)", []],
  ])('%s', async (source, origins) => expect(await hintFor(source, origins)).toBeNull());
});
