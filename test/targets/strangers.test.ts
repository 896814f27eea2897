import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { findFreePorts } from '../../src/system/ports.ts';
import { findMarked, RUN_MARK } from '../../src/system/process-mark.ts';
import { failureOf, node, portOf, start, stopStarted } from './start-for-tests.ts';

const strangers: Server[] = [];

afterEach(async () => {
  await stopStarted();
  for (const one of strangers.splice(0)) await new Promise((resolve) => one.close(resolve));
});

describe('strangers on a port', () => {
  /** Answers every request with a status, as a service of somebody else would. */
  async function openStranger(port: number, status: number): Promise<{ asked: () => number }> {
    let asked = 0;
    const server = createServer((_, response) => {
      asked += 1;
      response.statusCode = status;
      response.end();
    });
    strangers.push(server);
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    return { asked: () => asked };
  }

  /** Ports have been looked at by the time a process runs. */
  async function untilSpawned(): Promise<void> {
    while (findMarked(RUN_MARK).length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
  }

  test('case 67: a port that answers before the spawn is passed over', async () => {
    const [taken = 0] = await findFreePorts(1);
    const stranger = await openStranger(taken, 200);
    let picks = 0;
    const { targets } = await start({
      pickPorts: async (count) => {
        const free = await findFreePorts(count);
        picks += 1;
        return picks === 1 ? [taken, ...free.slice(1)] : free;
      },
    });
    expect(picks).toBe(2);
    expect(targets.map((target) => portOf(target.url))).not.toContain(taken);
    expect(stranger.asked()).toBe(0);
  });

  test('case 67: a port lost between looking and listening: other ports are taken', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'plimsoll-test-'));
    const flag = join(folder, 'go');
    const [lost = 0] = await findFreePorts(1);
    let picks = 0;
    try {
      const starting = start({
        start: `until [ -e "${flag}" ]; do sleep 0.02; done; exec ${node}`,
        pickPorts: async (count) => {
          const free = await findFreePorts(count);
          picks += 1;
          return picks === 1 ? [lost, ...free.slice(1)] : free;
        },
      });
      await untilSpawned();
      await openStranger(lost, 500);
      await writeFile(flag, '');
      const { targets } = await starting;
      expect(picks).toBe(2);
      expect(targets.map((target) => portOf(target.url))).not.toContain(lost);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  test('case 67: a stranger that answers on the port of a living service is never load-tested', async () => {
    const [port = 0] = await findFreePorts(1);
    const failed = failureOf(
      start({
        start: 'sleep 60',
        pickPorts: async (count) => [port, ...(await findFreePorts(count)).slice(1)],
      }),
    );
    await untilSpawned();
    await openStranger(port, 200);
    const failure = await failed;
    expect(failure.kind).toBe('measurement');
    expect(failure.message).toMatch(
      new RegExp(`port ${port} of base was taken by another process, .* \\(${process.pid}\\)`),
    );
  });
});
