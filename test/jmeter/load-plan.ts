import type { Engine, EngineExit } from '../../src/core/engine.ts';
import { Failure } from '../../src/core/failure.ts';
import { cutLeg, dealSchedule, type Leg } from '../../src/core/schedule.ts';
import { seededRandom } from '../../src/statistics/random.ts';
import { createRecording, type Recording } from '../engines/k6/rig.ts';
import type { SideEcho } from './side-echo.ts';

export interface Load {
  readonly engine: Engine;
  readonly echoes: readonly [SideEcho, SideEcho];
  /** Load that both sides shall have had. */
  readonly seconds: number;
  /** Iterations per second. */
  readonly rate: number;
  readonly order?: readonly [number, number];
}

/** What came of loading two services in dealt slots. */
export interface Ran {
  readonly echoes: Load['echoes'];
  readonly recording: Recording;
  readonly exits: readonly EngineExit[];
  readonly leg: Leg;
  readonly startAt: number;
  readonly rate: number;
  /** Of the JMeters, each the leader of a process group. */
  readonly pids: readonly number[];
}

const [WINDOW_MS, SLOT_MS, FIRST_WINDOW] = [800, 200, 40];
/** Two JMeters take up to this long to begin where four start at once, s. */
const LAUNCH_SECONDS = 60;

/** Throws the failure that a comparison would end with. */
export async function loadPlan(load: Load): Promise<Ran> {
  const { engine, echoes, rate } = load;
  await engine.describe();
  const recording = createRecording();
  const startAt = Date.now();
  const leg = dealLeg(Math.ceil((1000 * (load.seconds + LAUNCH_SECONDS)) / WINDOW_MS));
  const targets = echoes.map(({ url }, index) => ({ side: index === 0 ? 'base' : 'head', url }));
  const run = engine.run(
    { targets, order: load.order ?? [1, 0], leg, startAt, rate, users: { ready: 10, most: 40 } },
    recording,
  );
  let isOver = false;
  void run.ended.then(() => {
    isOver = true;
  });
  let begunAt = Number.POSITIVE_INFINITY;
  const lastMoment = startAt + leg.windows * WINDOW_MS;
  while (!isOver && Date.now() < Math.min(begunAt + load.seconds * 1000, lastMoment)) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    if (begunAt === Number.POSITIVE_INFINITY && loadedWindows(recording).length > 0) begunAt = Date.now();
  }
  const pids = run.pids?.() ?? [];
  await run.stop();
  const exits = await run.ended;
  const failure = exits.map((exit) => exit.failure).find((found) => found !== null);
  if (failure instanceof Failure) throw failure;
  return { echoes, recording, exits, leg, startAt, rate, pids };
}

function dealLeg(windows: number): Leg {
  const random = seededRandom('jmeter');
  const all = FIRST_WINDOW + windows;
  const schedule = dealSchedule({ sides: 2, windows: all, windowMs: WINDOW_MS, slotMs: SLOT_MS }, random);
  return cutLeg(schedule, FIRST_WINDOW, all, 1, random);
}

/** Counted windows in which both sides began iterations, in order. */
export const loadedWindows = ({ begunIn }: Recording): number[] =>
  [...begunIn.keys()]
    .filter((key) => key.startsWith('0/') && begunIn.has(key.replace('0/', '1/')))
    .map((key) => Number(key.slice(2)))
    .sort((a, b) => a - b);
