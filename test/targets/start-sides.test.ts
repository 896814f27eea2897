import { afterEach, describe, expect, test } from '@jest/globals';
import { answeringHost, findFreePorts } from '../../src/system/ports.ts';
import { ask, failureOf, lives, portOf, start, stopStarted } from './start-for-tests.ts';

afterEach(stopStarted);

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

  test('case 68: after the stop the ports are free', async () => {
    const up = await start({});
    await up[Symbol.asyncDispose]();
    for (const target of up.targets) expect(await answeringHost(portOf(target.url))).toBeNull();
  });
});

describe('targets that do not come up', () => {
  test('case 67: exits at once: the failure shows code and last lines', async () => {
    const failure = await failureOf(start({ start: 'echo "config.json is missing" >&2; exit 7' }));
    expect(failure.kind).toBe('measurement');
    expect(failure.message).toMatch(/service of (base|head) ended before it was ready \(exit code 7\)/);
    expect(failure.message).toContain('  | config.json is missing');
  });

  test('case 67: never ready: the failure shows the last answer', async () => {
    const failure = await failureOf(
      start({ env: { STATUS: '503', SAY: 'waiting for the database' }, timeoutMs: 700 }),
    );
    expect(failure.kind).toBe('measurement');
    expect(failure.message).toMatch(/was not ready within 0.7 s: it answered with status 503/);
    expect(failure.message).toContain('waiting for the database');
  });

  test('case 67: listens on another port: the hint names it', async () => {
    const [base, head, ...given] = await findFreePorts(4);
    const failure = await failureOf(
      start({
        env: { LISTEN_ON: String(base) },
        headEnv: { LISTEN_ON: String(head) },
        timeoutMs: 1000,
        pickPorts: async () => given,
      }),
    );
    expect(failure.message).toMatch(/nothing listens on port \d+/);
    expect(failure.hint).toMatch(new RegExp(`It listens on port (${base}|${head}) instead`));
  });

  test('a fixed port that both sides want is not mistaken for bad luck', async () => {
    const [port, ...given] = await findFreePorts(3);
    const failure = await failureOf(
      start({ env: { LISTEN_ON: String(port) }, timeoutMs: 3000, pickPorts: async () => given }),
    );
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
