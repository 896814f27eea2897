import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { Failure } from '../../src/core/failure.ts';
import type { RunningTargets } from '../../src/core/target.ts';
import { answeringHost, findFreePorts } from '../../src/system/ports.ts';
import { findMarked, RUN_MARK } from '../../src/system/process-mark.ts';
import { readProcess } from '../../src/system/process-table.ts';
import { type StartPlan, startSides } from '../../src/targets/start-sides.ts';

const service = fileURLToPath(new URL('./fixtures/service.mjs', import.meta.url));
const node = `"${process.execPath}" "${service}"`;
const never = new AbortController().signal;
const cwd = fileURLToPath(new URL('.', import.meta.url));
const running: RunningTargets[] = [];
const strangers: Server[] = [];

beforeAll(() => expect(findMarked(RUN_MARK)).toEqual([]));

/** Whatever a test does, no process may be left. */
afterEach(async () => {
  for (const one of running.splice(0)) await one[Symbol.asyncDispose]();
  for (const one of strangers.splice(0)) await new Promise((resolve) => one.close(resolve));
  expect(findMarked(RUN_MARK)).toEqual([]);
});

interface Wanted {
  readonly start?: string;
  readonly stop?: string;
  readonly env?: Record<string, string>;
  readonly headEnv?: Record<string, string>;
  readonly path?: string;
  readonly timeoutMs?: number;
  readonly order?: readonly number[];
  readonly pickPorts?: StartPlan['pickPorts'];
}

async function start(wanted: Wanted, signal = never): Promise<RunningTargets> {
  const commands = ['base', 'head'].map((side) => ({
    side,
    start: wanted.start ?? node,
    stop: wanted.stop ?? '',
    cwd,
    env: {
      PATH: process.env['PATH'] ?? '',
      ...wanted.env,
      ...(side === 'head' ? wanted.headEnv : {}),
    },
  }));
  const up = await startSides(
    {
      commands,
      order: wanted.order ?? [0, 1],
      ready: { path: wanted.path ?? '/', timeoutMs: wanted.timeoutMs ?? 10_000 },
      ...(wanted.pickPorts === undefined ? {} : { pickPorts: wanted.pickPorts }),
    },
    signal,
  );
  running.push(up);
  return up;
}

async function failureOf(promise: Promise<unknown>): Promise<Failure> {
  const error = await promise.then(
    () => new Error('did not fail'),
    (reason: unknown) => reason,
  );
  if (error instanceof Failure) return error;
  throw error;
}

interface Answer {
  readonly env: Record<string, string>;
  readonly pid: number;
}

const ask = async (url: string): Promise<Answer> => (await (await fetch(url)).json()) as Answer;
const portOf = (url: string): number => Number(new URL(url).port);

/** Ended processes whose parent has not collected them do not count. */
const lives = (pid: number): boolean => readProcess(pid)?.ended === false;

describe('targets that come up', () => {
  test('each side answers on a port of its own and knows its side', async () => {
    const { targets, startUpMs } = await start({ order: [1, 0] });
    expect(targets.map((target) => target.side)).toEqual(['base', 'head']);
    const answers = await Promise.all(targets.map((target) => ask(target.url)));
    expect(answers.map((answer) => answer.env['PLIMSOLL_SIDE'])).toEqual(['base', 'head']);
    expect(answers.map((answer) => answer.env['PORT'])).toEqual(
      targets.map((target) => String(portOf(target.url))),
    );
    expect(new Set(targets.map((target) => target.url)).size).toBe(2);
    expect(targets.every((target) => target.pid !== null && lives(target.pid))).toBe(true);
    expect(startUpMs).toBeGreaterThan(0);
  });

  test('they are spawned in the order given', async () => {
    const { targets } = await start({ order: [1, 0] });
    const [base, head] = targets.map((target) => target.pid ?? Number.NaN);
    // Pids rise but for the wrap-around, which is far away in both directions.
    expect((base ?? 0) > (head ?? 0) || (head ?? 0) - (base ?? 0) > 10_000).toBe(true);
  });

  test('a service that listens on IPv6 loopback alone is found', async () => {
    const { targets } = await start({ env: { HOST: '::1' } });
    expect(targets[0]?.url).toMatch(/^http:\/\/\[::1\]:\d+$/);
  });

  test('readiness may be asked at a whole URL', async () => {
    const { targets } = await start({ path: 'http://localhost:$PORT/health', env: { HOST: '::' } });
    expect(targets).toHaveLength(2);
  });

  test('after the stop the ports are free', async () => {
    const up = await start({});
    await up[Symbol.asyncDispose]();
    for (const target of up.targets) expect(await answeringHost(portOf(target.url))).toBeNull();
  });
});

describe('targets that do not come up', () => {
  test('exits at once: the failure shows code and last lines', async () => {
    const failure = await failureOf(start({ start: 'echo "config.json is missing" >&2; exit 7' }));
    expect(failure.kind).toBe('measurement');
    expect(failure.message).toMatch(/service of (base|head) ended before it was ready \(exit code 7\)/);
    expect(failure.message).toContain('  | config.json is missing');
  });

  test('never ready: the failure shows the last answer', async () => {
    const failure = await failureOf(
      start({ env: { STATUS: '503', SAY: 'waiting for the database' }, timeoutMs: 700 }),
    );
    expect(failure.kind).toBe('measurement');
    expect(failure.message).toMatch(/was not ready within 0.7 s: it answered with status 503/);
    expect(failure.message).toContain('waiting for the database');
  });

  test('listens on another port: the hint names it', async () => {
    const [base, head] = await findFreePorts(2);
    const failure = await failureOf(
      start({ env: { LISTEN_ON: String(base) }, headEnv: { LISTEN_ON: String(head) }, timeoutMs: 1000 }),
    );
    expect(failure.message).toMatch(/nothing listens on port \d+/);
    expect(failure.hint).toMatch(new RegExp(`It listens on port (${base}|${head}) instead`));
  });

  test('a fixed port that both sides want is not mistaken for bad luck', async () => {
    const [port] = await findFreePorts(1);
    const failure = await failureOf(start({ env: { LISTEN_ON: String(port) }, timeoutMs: 3000 }));
    expect(failure.message).toContain('EADDRINUSE');
    expect(failure.hint).toMatch(/make `start` listen on \$PORT/);
  });

  test('one side that fails takes the other with it at once', async () => {
    const from = performance.now();
    await failureOf(start({ start: `[ "$PLIMSOLL_SIDE" = head ] && exit 1; sleep 60`, timeoutMs: 30_000 }));
    expect(performance.now() - from).toBeLessThan(5000);
  });

  test('an abort while waiting ends the services and gives the reason', async () => {
    const abort = new AbortController();
    const starting = start({ start: 'sleep 60' }, abort.signal);
    setTimeout(() => abort.abort(new Error('cancelled')), 200);
    await expect(starting).rejects.toThrow('cancelled');
  });
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

  test('a port that answers before the spawn is passed over', async () => {
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

  test('a port lost between looking and listening: other ports are taken', async () => {
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

  test('a stranger that answers on the port of a living service is never load-tested', async () => {
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

describe('targets that end', () => {
  test('a death in mid-test names the side, the exit code and the last lines', async () => {
    const { targets, died } = await start({});
    await fetch(`${targets[1]?.url}/exit`).catch(() => undefined);
    const failure = await died;
    expect(failure.kind).toBe('measurement');
    expect(failure.message).toContain('the service of head ended in mid-test (exit code 3)');
    expect(failure.message).toContain('  | out of handles');
  });

  test('a service that is killed points to memory', async () => {
    const { targets, died } = await start({ start: `exec ${node}` });
    process.kill(targets[0]?.pid ?? Number.NaN, 'SIGKILL');
    const failure = await died;
    expect(failure.message).toContain('the service of base ended in mid-test (signal SIGKILL)');
    expect(failure.hint).toContain('memory');
  });

  test('our own stop is no death', async () => {
    const up = await start({});
    let isDead = false;
    void up.died.then(() => {
      isDead = true;
    });
    await up[Symbol.asyncDispose]();
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(isDead).toBe(false);
  });

  test('one that ignores SIGTERM is gone within the grace', async () => {
    const up = await start({ env: { IGNORE_SIGTERM: '1' } });
    const from = performance.now();
    await up[Symbol.asyncDispose]();
    expect(performance.now() - from).toBeLessThan(4500);
    for (const target of up.targets) expect(await answeringHost(portOf(target.url))).toBeNull();
  });

  test('a daemon outlives its shell, is known by its own pid, and is gone after the stop', async () => {
    const up = await start({ start: `setsid -f ${node}` });
    const [answer] = await Promise.all(up.targets.map((target) => ask(target.url)));
    expect(up.targets[0]?.pid).toBe(answer?.pid);
    await up[Symbol.asyncDispose]();
    expect(lives(answer?.pid ?? Number.NaN)).toBe(false);
  });

  test('the death of a daemon is noticed', async () => {
    const { targets, died } = await start({ start: `setsid -f ${node}` });
    process.kill(targets[1]?.pid ?? Number.NaN, 'SIGKILL');
    expect((await died).message).toContain('the service of head ended in mid-test');
  });

  test('what a service put into a session of its own is gone too', async () => {
    const up = await start({ env: { DAEMON_OF_ITS_OWN: '1' } });
    expect(findMarked(RUN_MARK).length).toBeGreaterThanOrEqual(4);
    await up[Symbol.asyncDispose]();
    expect(findMarked(RUN_MARK)).toEqual([]);
  });

  test("the user's stop command runs before the signals, with the side's port", async () => {
    const up = await start({
      env: { IGNORE_SIGTERM: '1' },
      // Ends the service over HTTP, which SIGTERM alone could not.
      stop: `"${process.execPath}" -e "fetch('http://127.0.0.1:' + process.env.PORT + '/exit').catch(() => {})"`,
    });
    const from = performance.now();
    await up[Symbol.asyncDispose]();
    expect(performance.now() - from).toBeLessThan(2500);
  });
});
