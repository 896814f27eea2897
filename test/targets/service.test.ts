import { afterEach, describe, expect, test } from '@jest/globals';
import { answeringHost } from '../../src/system/ports.ts';
import { findMarked, RUN_MARK } from '../../src/system/process-mark.ts';
import { ask, lives, node, portOf, start, stopStarted } from './start-for-tests.ts';

afterEach(stopStarted);

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

  test('case 68: one that ignores SIGTERM is gone within the grace', async () => {
    const up = await start({ env: { IGNORE_SIGTERM: '1' } });
    const from = performance.now();
    await up[Symbol.asyncDispose]();
    expect(performance.now() - from).toBeLessThan(4500);
    for (const target of up.targets) expect(await answeringHost(portOf(target.url))).toBeNull();
  });

  test('case 68: a daemon outlives its shell, is known by its own pid, and is gone after the stop', async () => {
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

  test('case 68: what a service put into a session of its own is gone too', async () => {
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
