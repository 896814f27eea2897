import { expect, test } from '@jest/globals';
import type { Pace } from '../../../src/core/engine.ts';
import { dealSchedule, type Leg } from '../../../src/core/schedule.ts';
import { seededRandom } from '../../../src/statistics/random.ts';
import { createRecording, createWorkspace, type Echo, engineFor, type Recording, startEcho } from './rig.ts';

const SCRIPT = `
import http from 'k6/http';
export default function () { http.get(__ENV.BASE_URL + '/', { headers: { 'x-side': __ENV.PLIMSOLL_SIDE } }); }
`;
const LAUNCH_MS = 2500;
const WINDOW_MS = 1000;

interface Driven {
  readonly recording: Recording;
  readonly startAt: number;
  readonly leg: Leg;
}

/** Two sides, a slot of half a second each in every window. */
async function drivePaced(
  echoes: readonly Echo[],
  pace: Pace,
  load: { rate: number; users: number; windows: number },
): Promise<Driven> {
  await using workspace = await createWorkspace({ 'load.js': SCRIPT });
  const engine = await engineFor(`${workspace.path}/load.js`);
  const shape = { sides: 2, windows: load.windows, windowMs: WINDOW_MS, slotMs: WINDOW_MS / 2 };
  const leg = { ...dealSchedule(shape, seededRandom('pace')), firstWindow: 0, warmupWindows: 0 };
  const recording = createRecording();
  const startAt = Date.now() + LAUNCH_MS;
  const run = engine.run(
    {
      targets: echoes.map(({ url }, index) => ({ side: index === 0 ? 'base' : 'head', url })),
      order: [0, 1],
      leg,
      startAt,
      rate: load.rate,
      users: { ready: load.users, most: load.users },
      pace,
    },
    recording,
  );
  const over = new Promise((resolve) =>
    setTimeout(resolve, startAt + load.windows * WINDOW_MS + 500 - Date.now()),
  );
  await Promise.race([over, run.ended]);
  await run.stop();
  return { recording, startAt, leg };
}

const begunIn = ({ recording }: Driven, side: number): number[] =>
  Array.from({ length: 4 }, (_, window) => recording.begunIn.get(`${side}/${window}`) ?? 0);

test('steps offer the rate times the factor of each window, within the slots of the side', async () => {
  await using base = await startEcho();
  await using head = await startEcho();
  const factors = [0.25, 1, 0, 0.5];
  const driven = await drivePaced(
    [base, head],
    { kind: 'steps', factors, late: 'dropped' },
    { rate: 200, users: 20, windows: 4 },
  );
  for (const side of [0, 1]) {
    const expected = factors.map((factor) => factor * 100);
    for (const [window, begun] of begunIn(driven, side).entries()) {
      expect(Math.abs(begun - (expected[window] as number))).toBeLessThanOrEqual(3);
    }
  }
  const slotOf = (at: number): number => Math.floor((at - driven.startAt) / (WINDOW_MS / 2));
  const inOwn = (echo: Echo, side: number): number =>
    echo.arrivals.filter(({ at }) => driven.leg.deal[slotOf(at)] === side).length / echo.arrivals.length;
  // An arrival in the last millisecond of a slot may reach the service in the next.
  expect(inOwn(base, 0)).toBeGreaterThan(0.97);
  expect(inOwn(head, 1)).toBeGreaterThan(0.97);
  expect([...new Set(base.arrivals.map(({ side }) => side))]).toEqual(['base']);
});

test('arrivals that find every user busy are not made up for in the next slot', async () => {
  await using base = await startEcho(100);
  await using head = await startEcho(100);
  const driven = await drivePaced(
    [base, head],
    { kind: 'steps', factors: [1, 1, 0.1, 0.1], late: 'dropped' },
    { rate: 200, users: 4, windows: 4 },
  );
  for (const side of [0, 1]) {
    const [first = 0, , third = 0, fourth = 0] = begunIn(driven, side);
    // 4 users at 100 ms each: about 20 iterations in half a second, of 100 offered.
    expect(first).toBeGreaterThanOrEqual(14);
    expect(first).toBeLessThanOrEqual(24);
    expect(third + fourth).toBeLessThanOrEqual(24);
  }
});

test('arrivals that find every user busy are made up for in the next slot where they are served late', async () => {
  await using base = await startEcho(100);
  await using head = await startEcho(100);
  const driven = await drivePaced(
    [base, head],
    { kind: 'steps', factors: [1, 1, 0.1, 0.1], late: 'served' },
    { rate: 200, users: 4, windows: 4 },
  );
  for (const side of [0, 1]) {
    // 220 offered, 80 served in four slots: nobody ever rests.
    for (const begun of begunIn(driven, side)) expect(begun).toBeGreaterThanOrEqual(14);
  }
});

test('saturating users begin anew as soon as they are free, and rest while the other side has the load', async () => {
  await using base = await startEcho(50);
  await using head = await startEcho(50);
  const driven = await drivePaced([base, head], { kind: 'saturate' }, { rate: 1, users: 5, windows: 4 });
  for (const side of [0, 1]) {
    for (const begun of begunIn(driven, side)) {
      // 5 users at 50 ms each: 50 in half a second.
      expect(begun).toBeGreaterThanOrEqual(38);
      expect(begun).toBeLessThanOrEqual(55);
    }
  }
});
