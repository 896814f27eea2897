import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import { afterEach, expect, test } from '@jest/globals';
import { findListeners, portsOf } from '../../src/system/listeners.ts';
import { answeringHost, findFreePorts } from '../../src/system/ports.ts';

const servers: Server[] = [];

async function listen(host: string, port: number): Promise<void> {
  const server = createServer();
  servers.push(server);
  server.listen(port, host);
  await once(server, 'listening');
}

afterEach(async () => {
  for (const server of servers.splice(0)) await new Promise((resolve) => server.close(resolve));
});

test('free ports are free, and all different', async () => {
  const ports = await findFreePorts(8);
  expect(new Set(ports).size).toBe(8);
  for (const port of ports) await listen('127.0.0.1', port);
});

test.each([
  ['127.0.0.1', '127.0.0.1'],
  ['::1', '[::1]'],
  ['0.0.0.0', '127.0.0.1'],
  ['::', '127.0.0.1'],
])('a listener on %s answers at %s', async (host, url) => {
  const [port = 0] = await findFreePorts(1);
  expect(await answeringHost(port)).toBeNull();
  await listen(host, port);
  expect(await answeringHost(port)).toBe(url);
});

test.each(['127.0.0.1', '::1'])('the process behind a listener on %s is found', async (host) => {
  const [port = 0, other = 0] = await findFreePorts(2);
  expect(findListeners(port, [process.pid])).toEqual([]);
  await listen(host, port);
  expect(findListeners(port, [process.pid])).toEqual([process.pid]);
  expect(findListeners(port, [1, process.ppid])).toEqual([null]);
  expect(portsOf([process.pid])).toContain(port);
  expect(portsOf([process.pid])).not.toContain(other);
});
