import { expect, test } from '@jest/globals';
import { now, sleep, sleepUntil } from '../../src/system/clock.ts';

const never = new AbortController().signal;

test('sleeps until the time that was given', async () => {
  const wanted = now() + 60;
  await sleepUntil(wanted, never);
  // Timers count whole milliseconds and may be early by one.
  expect(now()).toBeGreaterThanOrEqual(wanted - 1);
});

test('a time that has passed is not waited for', async () => {
  const from = now();
  await sleepUntil(from - 10_000, never);
  expect(now() - from).toBeLessThan(1000);
});

test('an abort ends the sleep with its own reason', async () => {
  const abort = new AbortController();
  const sleeping = sleep(60_000, abort.signal);
  abort.abort(new Error('cancelled'));
  await expect(sleeping).rejects.toThrow('cancelled');
  await expect(sleepUntil(0, abort.signal)).rejects.toThrow('cancelled');
});
