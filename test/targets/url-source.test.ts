import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { Failure } from '../../src/core/failure.ts';
import { findFreePorts } from '../../src/system/ports.ts';
import { createUrlSource } from '../../src/targets/url-source.ts';

const never = new AbortController().signal;
let server: Server;
let status = 200;
let up: string;

beforeEach(async () => {
  status = 200;
  server = createServer((_, response) => {
    response.statusCode = status;
    response.setHeader('location', 'http://169.254.169.254/');
    response.end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  up = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterEach(() => new Promise((resolve) => server.close(resolve)));

const open = (baseUrl: string, headUrl: string) => createUrlSource({ kind: 'urls', baseUrl, headUrl });

async function failureOf(promise: Promise<unknown>): Promise<Failure> {
  const error = await promise.then(
    () => new Error('did not fail'),
    (reason: unknown) => reason,
  );
  if (error instanceof Failure) return error;
  throw error;
}

test('targets that somebody else keeps up', async () => {
  const source = await open(`${up}/`, `${up}/next/?x=1`);
  expect(source.restartable).toBe(false);
  expect(source.labels).toEqual([up.slice(7), `${up.slice(7)}/next`]);
  await using running = await source.start([0, 1], never);
  expect(running.startUpMs).toBe(0);
  expect(running.targets).toEqual([
    { side: 'base', url: up, pid: null },
    { side: 'head', url: `${up}/next`, pid: null },
  ]);
});

test.each([404, 401, 302, 500])('a service that answers with %d is there', async (code) => {
  status = code;
  const source = await open(up, up);
  await expect(source.start([0, 1], never)).resolves.toBeDefined();
});

test('a gateway without a service behind it is not', async () => {
  status = 503;
  const failure = await failureOf((await open(up, up)).start([0, 1], never));
  expect(failure.kind).toBe('measurement');
  expect(failure.message).toContain('status 503');
});

test('a target that cannot be reached is named with the reason', async () => {
  const [port] = await findFreePorts(1);
  const source = await open(up, `http://user:secret@127.0.0.1:${port}/shop`);
  const failure = await failureOf(source.start([0, 1], never));
  expect(failure.kind).toBe('measurement');
  expect(failure.message).toMatch(
    new RegExp(`^head at 127.0.0.1:${port}/shop cannot be reached: .*ECONNREFUSED`),
  );
  expect(failure.message + failure.hint + source.labels.join()).not.toContain('secret');
});

test.each([
  'http://169.254.169.254/latest',
  'http://2852039166',
  'http://0xa9.0xfe.1.1',
  'http://[::ffff:169.254.1.1]:8080',
  'http://[fe80::1]',
  'http://[fd00:ec2::254]',
])('%s is refused before anything is sent', async (url) => {
  const failure = await failureOf(open(up, url));
  expect(failure.kind).toBe('settings');
  expect(failure.message).toContain('link-local');
});

test.each(['', 'staging.example.org', 'ftp://example.org', 'localhost:8080'])('%j is no URL', async (url) => {
  const failure = await failureOf(open(url, up));
  expect(failure.kind).toBe('settings');
  expect(failure.message).toContain(`the URL of base is "${url}"`);
});
