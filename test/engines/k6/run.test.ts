import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { EngineExit } from '../../../src/core/engine.ts';
import { createK6Engine } from '../../../src/engines/k6/engine.ts';
import { FORMS } from './forms.ts';
import {
  createRecording,
  createWorkspace,
  dealLeg,
  driveToEnd,
  type Echo,
  engineFor,
  LEG,
  type Recording,
  startEcho,
} from './rig.ts';

interface Driven {
  readonly recording: Recording;
  readonly exits: readonly EngineExit[];
  readonly echoes: readonly [Echo, Echo];
  readonly stray: Echo;
  readonly startAt: number;
}

const leg = dealLeg('forms');
const driven = new Map<string, Promise<Driven>>();
const open = new AsyncDisposableStack();

/** All forms run at once: a leg is mostly waiting. */
beforeAll(async () => {
  const startAt = Date.now() + 5000;
  for (const [name, files] of Object.entries(FORMS)) driven.set(name, driveForm(files, startAt));
  await Promise.allSettled(driven.values());
}, 60_000);
afterAll(() => open.disposeAsync());

async function driveForm(files: Readonly<Record<string, string>>, startAt: number): Promise<Driven> {
  const workspace = open.use(await createWorkspace(files));
  const echoes = [open.use(await startEcho()), open.use(await startEcho())] as const;
  const stray = open.use(await startEcho());
  const found = await engineFor(join(workspace.path, Object.keys(files)[0] as string));
  const engine = createK6Engine({
    binary: { path: found.binary, version: found.version },
    script: join(workspace.path, Object.keys(files)[0] as string),
    paths: [],
    origins: [],
    remoteImports: false,
    targetEnv: 'BASE_URL',
    scriptEnv: { STRAY_URL: stray.url },
    cwd: workspace.path,
    environment: { ...process.env, K6_VUS: '7', K6_DURATION: '1s' },
  });
  const recording = createRecording();
  const exits = await driveToEnd({ engine, echoes, leg, startAt, rate: 40 }, recording);
  return { recording, exits, echoes, stray, startAt };
}

const run = (name: string): Promise<Driven> => driven.get(name) as Promise<Driven>;

/** Share of a side's requests that arrived while neither the current slot nor the one 30 ms before was its own. */
function misplaced(echo: Echo, side: number, startAt: number): number {
  const sideAt = (at: number): number | undefined => leg.deal[Math.floor((at - startAt) / leg.slotMs)];
  const gated = echo.arrivals.filter((arrival) => arrival.side !== '');
  return gated.filter(({ at }) => sideAt(at) !== side && sideAt(at - 30) !== side).length / gated.length;
}

describe.each(Object.keys(FORMS))('%s', (name) => {
  test('loads each side in its own slots only', async () => {
    const { echoes, exits, startAt } = await run(name);
    expect(exits.map(({ side, failure }) => [side, failure])).toEqual([
      ['base', null],
      ['head', null],
    ]);
    for (const [side, echo] of echoes.entries()) {
      expect(new Set(echo.arrivals.map((arrival) => arrival.side))).toEqual(
        new Set([...(name.includes('life cycle') ? [''] : []), side === 0 ? 'base' : 'head']),
      );
      expect(misplaced(echo, side, startAt)).toBeLessThan(0.1);
    }
  });

  test('gives every counted iteration the window that it began in', async () => {
    const { recording, echoes, startAt } = await run(name);
    expect(recording.endedIn).toEqual(recording.begunIn);
    const windows = Array.from({ length: LEG.windows }, (_, index) => LEG.firstWindow + index);
    const keys = [0, 1].flatMap((side) => windows.map((window) => `${side}/${window}`));
    expect([...recording.begunIn.keys()].sort()).toEqual(keys.sort());
    for (const side of [0, 1]) {
      const countedFrom = startAt + LEG.warmupWindows * LEG.windowMs;
      // A busy machine lets some that began in time arrive late: nothing begins after the leg, so its end is no bound.
      const arrived = (echoes[side] as Echo).arrivals.filter(
        ({ at, side: sender }) => sender !== '' && at >= countedFrom,
      ).length;
      const seen = recording.requests.filter((request) => request.side === side).length;
      // Those within the guard after a change of side run and are not counted.
      expect(seen).toBeLessThanOrEqual(arrived + 3);
      expect(seen).toBeGreaterThan(0.75 * arrived);
    }
  });
});

test('runs setup, teardown and handleSummary once a side, with the setup data', async () => {
  const { echoes } = await run('default function with life cycle');
  for (const { arrivals } of echoes) {
    const paths = arrivals.map(({ path }) => path);
    for (const once of ['/setup', '/teardown/abc', '/summary']) {
      expect(paths.filter((path) => path === once)).toHaveLength(1);
    }
    expect(paths).toContain('/items/17?token=abc');
  }
});

test('names endpoints, sees failures, checks, custom metrics and requests that go elsewhere', async () => {
  const { recording, stray } = await run('default function with life cycle');
  const byName = Map.groupBy(recording.requests, ({ endpoint }) => endpoint);
  expect([...byName.keys()].sort()).toEqual(['GET /fail', 'GET /items/:id', 'naïve, "quoted"']);
  expect(byName.get('GET /fail')?.every(({ failed }) => failed)).toBe(true);
  expect(byName.get('GET /items/:id')?.some(({ failed }) => failed)).toBe(false);
  expect([...recording.strays.keys()].sort()).toEqual([`0 ${stray.url}`, `1 ${stray.url}`]);
  const verdicts = new Set(recording.checks.map(({ name, passed }) => `${name}: ${passed}`));
  expect(verdicts).toEqual(new Set(['status is 200: true', 'lines\nand, commas: false']));
  expect(new Set(recording.customs.map(({ metric, value }) => `${metric} ${value}`))).toEqual(
    new Set(['basket_value 9.5']),
  );
});

test('reports thresholds as the script wrote them, and lets none of them end the run', async () => {
  const { exits } = await run('default function with life cycle');
  for (const { thresholds } of exits) {
    expect(thresholds).toContainEqual({ metric: 'http_req_duration', condition: 'p(95)<0.0001', ok: false });
    expect(thresholds).toContainEqual({ metric: 'checks', condition: 'rate>0.4', ok: true });
  }
});

test('splits the rate among scenarios as the script does and keeps their variables', async () => {
  const { recording } = await run('named scenario functions');
  const browse = recording.requests.filter(({ endpoint }) => endpoint === 'GET /shelf').length;
  const buy = recording.requests.filter(({ endpoint }) => endpoint === 'GET /buy/buy').length;
  expect(browse + buy).toBe(recording.requests.length);
  expect(browse / buy).toBeGreaterThan(2);
  expect(browse / buy).toBeLessThan(4.5);
});
