import { expect, test } from '@jest/globals';
import { guarded } from '../../src/action/guarded.ts';
import { watchClock } from '../../src/system/clock-jump.ts';
import { recordJob } from './recorded-job.ts';

test.each([
  ['case 72: a clock that is put back', -3_600_000],
  ['case 72: a clock that is put forward, or a machine that slept', 42_000],
])('%s shows as a jump', (_, jump) => {
  let [wall, steady] = [1_000_000, 500];
  const jumped = watchClock({ wall: () => wall, steady: () => steady });
  wall += 60_000;
  steady += 60_000;
  expect(jumped()).toBe(0);
  wall += jump;
  expect(jumped()).toBe(jump);
});

test('case 72: no verdict comes out of a measurement across a jump', async () => {
  const real = Date.now;
  try {
    const measuring = guarded({}, recordJob(), async () => {
      Date.now = () => real() - 7000;
      return 'pass';
    });
    await expect(measuring).rejects.toMatchObject({
      kind: 'measurement',
      message: expect.stringMatching(/clock jumped by -7\.0 s in mid-test/),
    });
  } finally {
    Date.now = real;
  }
});

test('what the work throws comes first where nothing was tampered with', async () => {
  await expect(guarded({}, recordJob(), () => Promise.reject(new Error('base died')))).rejects.toThrow(
    'base died',
  );
  expect(await guarded({}, recordJob(), async () => 'fine')).toBe('fine');
});
