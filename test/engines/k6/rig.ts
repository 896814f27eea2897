import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { EngineExit, EngineRun } from '../../../src/core/engine.ts';
import type { Sample, SampleSink } from '../../../src/core/sample.ts';
import { cutLeg, dealSchedule, type Leg } from '../../../src/core/schedule.ts';
import { createK6Engine, type K6Engine } from '../../../src/engines/k6/engine.ts';
import { locateK6 } from '../../../src/engines/k6/locate.ts';
import { seededRandom } from '../../../src/statistics/random.ts';

/** A service that answers everything and remembers who asked for what, when. */
export interface Echo extends AsyncDisposable {
  readonly url: string;
  readonly arrivals: { readonly path: string; readonly at: number; readonly side: string }[];
}

export async function startEcho(delayMs = 1): Promise<Echo> {
  const arrivals: Echo['arrivals'] = [];
  const server: Server = createServer((request, response) => {
    const path = request.url ?? '';
    arrivals.push({ path, at: Date.now(), side: String(request.headers['x-side'] ?? '') });
    response.statusCode = path.startsWith('/fail') ? 500 : 200;
    if (!path.startsWith('/hang')) setTimeout(() => response.end('{"ok":true}'), delayMs);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    arrivals,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export interface Recording extends SampleSink {
  readonly requests: Sample[];
  readonly begunIn: Map<string, number>;
  readonly endedIn: Map<string, number>;
  readonly durations: number[];
  readonly droppedBy: number[];
  readonly checks: { window: number; side: number; name: string; passed: boolean }[];
  readonly customs: { window: number; side: number; metric: string; value: number }[];
  readonly strays: Map<string, number>;
}

export function createRecording(): Recording {
  const count = (map: Map<string, number>, key: string): void => void map.set(key, (map.get(key) ?? 0) + 1);
  const recording: Recording = {
    requests: [],
    begunIn: new Map(),
    endedIn: new Map(),
    durations: [],
    droppedBy: [0, 0],
    checks: [],
    customs: [],
    strays: new Map(),
    request: (sample) => void recording.requests.push(sample),
    begun: (window, side) => count(recording.begunIn, `${side}/${window}`),
    ended(window, side, durationMs) {
      count(recording.endedIn, `${side}/${window}`);
      recording.durations.push(durationMs);
    },
    dropped(side, amount) {
      recording.droppedBy[side] = (recording.droppedBy[side] ?? 0) + amount;
    },
    check: (window, side, name, passed) => void recording.checks.push({ window, side, name, passed }),
    custom: (window, side, metric, value) => void recording.customs.push({ window, side, metric, value }),
    stray: (side, origin) => count(recording.strays, `${side} ${origin}`),
  };
  return recording;
}

/** Script files in a folder of their own. */
export interface Workspace extends AsyncDisposable {
  readonly path: string;
}

export async function createWorkspace(files: Readonly<Record<string, string>>): Promise<Workspace> {
  const path = await mkdtemp(join(tmpdir(), 'plimsoll test #1 '));
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(path, name)), { recursive: true });
    await writeFile(join(path, name), content);
  }
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}

/** The real k6: absent, every test that needs it fails with what was tried. */
export async function engineFor(script: string, cwd = dirname(script)): Promise<K6Engine> {
  const wish = { path: process.env['PLIMSOLL_K6'] ?? '', version: '2.2.0', sha256: '' };
  const binary = await locateK6(wish, process.env, () => undefined, new AbortController().signal);
  return createK6Engine({
    binary,
    script,
    paths: [],
    origins: [],
    remoteImports: false,
    targetEnv: 'BASE_URL',
    scriptEnv: {},
    cwd,
    environment: process.env,
  });
}

export const LEG = { windows: 3, warmupWindows: 1, windowMs: 800, slotMs: 100, firstWindow: 40 } as const;

export function dealLeg(seed: string): Leg {
  const random = seededRandom(seed);
  const shape = {
    sides: 2,
    windows: LEG.firstWindow + LEG.windows,
    windowMs: LEG.windowMs,
    slotMs: LEG.slotMs,
  };
  const schedule = dealSchedule(shape, random);
  return cutLeg(schedule, LEG.firstWindow, LEG.firstWindow + LEG.windows, LEG.warmupWindows, random);
}

export interface Drive {
  readonly engine: K6Engine;
  readonly echoes: readonly Echo[];
  readonly leg: Leg;
  readonly startAt: number;
  readonly rate?: number;
}

export function drive(plan: Drive, sink: SampleSink): EngineRun {
  return plan.engine.run(
    {
      targets: plan.echoes.map(({ url }, index) => ({ side: index === 0 ? 'base' : 'head', url })),
      order: [1, 0],
      leg: plan.leg,
      startAt: plan.startAt,
      rate: plan.rate ?? 60,
      users: { ready: 10, most: 30 },
    },
    sink,
  );
}

/** Waits until the leg is over, stops, and returns how the generators ended. */
export async function driveToEnd(plan: Drive, sink: SampleSink): Promise<readonly EngineExit[]> {
  const run = drive(plan, sink);
  const lastsMs = (LEG.windows + LEG.warmupWindows) * LEG.windowMs;
  const over = new Promise((resolve) => setTimeout(resolve, plan.startAt + lastsMs + 400 - Date.now()));
  await Promise.race([over, run.ended]);
  await run.stop();
  return run.ended;
}
