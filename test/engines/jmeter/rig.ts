import { join } from 'node:path';
import type { Engine, EngineExit } from '../../../src/core/engine.ts';
import { cutLeg, dealSchedule, type Leg } from '../../../src/core/schedule.ts';
import { createJMeterEngine } from '../../../src/engines/jmeter/engine.ts';
import type { Installation } from '../../../src/engines/jmeter/installation.ts';
import { locateJMeter } from '../../../src/engines/jmeter/locate.ts';
import type { JMeterScript } from '../../../src/engines/jmeter/script.ts';
import { seededRandom } from '../../../src/statistics/random.ts';
import type { Echo, Recording, Workspace } from '../k6/rig.ts';

/** The real JMeter, found the way any run finds it; null, with the reason printed, where this machine cannot have one. */
export async function findJMeter(): Promise<Installation | null> {
  const say = (line: string): void => void process.stderr.write(`${line}\n`);
  const wish = {
    home: process.env['PLIMSOLL_JMETER'] ?? '',
    version: '5.6.3',
    sha512: '',
    targetProperty: [],
    transactions: 'plan',
    args: [],
  } as const;
  try {
    return await locateJMeter(wish, process.env, say, new AbortController().signal);
  } catch (error) {
    say(`Tests with a real JMeter are left out: ${(error as Error).message}`);
    return null;
  }
}

export const LEG = { windowMs: 800, slotMs: 200, firstWindow: 40 } as const;
/** Windows of a leg: more than a slow machine takes to start, because it is stopped once enough was seen. */
const WINDOWS = 150;

export function dealLeg(seed: string): Leg {
  const random = seededRandom(seed);
  const { firstWindow, windowMs, slotMs } = LEG;
  const schedule = dealSchedule({ sides: 2, windows: firstWindow + WINDOWS, windowMs, slotMs }, random);
  return cutLeg(schedule, firstWindow, firstWindow + WINDOWS, 1, random);
}

export function engineFor(
  installation: Installation,
  workspace: Workspace,
  script: Partial<JMeterScript> = {},
): Engine {
  return createJMeterEngine({
    installation,
    script: {
      path: join(workspace.path, 'plan.jmx'),
      origins: [],
      targetProperty: [],
      properties: {},
      transactions: 'plan',
      ...script,
    },
    args: [],
    cwd: workspace.path,
    environment: process.env,
  });
}

export interface Drive {
  readonly engine: Engine;
  readonly echoes: readonly Echo[];
  readonly leg: Leg;
  readonly startAt: number;
  readonly rate: number;
}

/** Windows with load on both sides that are waited for. */
const ENOUGH = 7;

/** Loads until both sides have had enough windows, stops, and returns how the generators ended. */
export async function driveOn(drive: Drive, recording: Recording): Promise<readonly EngineExit[]> {
  const { engine, echoes, leg, startAt, rate } = drive;
  const targets = echoes.map(({ url }, index) => ({ side: index === 0 ? 'base' : 'head', url }));
  const run = engine.run(
    { targets, order: [1, 0], leg, startAt, rate, users: { ready: 10, most: 30 } },
    recording,
  );
  let isOver = false;
  void run.ended.then(() => {
    isOver = true;
  });
  const deadline = startAt + leg.windows * leg.windowMs;
  while (!isOver && Date.now() < deadline && loadedWindows(recording).length < ENOUGH)
    await new Promise((resolve) => setTimeout(resolve, 100));
  await run.stop();
  return run.ended;
}

/** Windows in which both sides began iterations. */
export const loadedWindows = ({ begunIn }: Recording): number[] =>
  [...begunIn.keys()]
    .filter((key) => key.startsWith('0/') && begunIn.has(key.replace('0/', '1/')))
    .map((key) => Number(key.slice(2)))
    .sort((a, b) => a - b);
