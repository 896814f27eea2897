import { judgeOverlapping, OVERLAPPING_ALLOWANCE } from '../../src/core/finished/judge-overlapping.ts';
import { judgeUnpaired } from '../../src/core/finished/judge-unpaired.ts';
import type { Judgement } from '../../src/core/judgement.ts';
import { DEFAULT_POLICY } from '../../src/core/policy.ts';
import { reduceTrial } from '../verdict/blocks.ts';
import type { Change } from '../verdict/changes.ts';
import { applyChange, drawFailures } from '../verdict/changes.ts';
import { drawMachine, drawOwn } from '../verdict/machine.ts';
import { type Noise, seededNoise } from '../verdict/noise.ts';
import { openQueue, PROFILES } from '../verdict/requests.ts';
import type { Setting, Trial } from '../verdict/trial.ts';
import { blockOf, RATE, runBlocks } from '../verdict/trial.ts';
import { WORLDS } from '../verdict/worlds.ts';

/** When and where the two runs were made: one after the other on one machine or on two of a kind, or both at once on one. */
export type Order = 'one machine' | 'two machines' | 'at once';

export interface FinishedScene {
  readonly world: keyof typeof WORLDS;
  readonly order: Order;
  readonly change: Change;
}

/** 150 s under load for each. */
const WINDOWS = 75;
const WINDOW_SECONDS = 2;
const LAYOUT = { pairs: WINDOWS, block: WINDOW_SECONDS, guard: 0, order: 'sequential' } as const;

/** Two finished runs of a scene, judged. The same scene and index give the same judgement. */
export function judgeScene(scene: FinishedScene, index: number): Judgement {
  const seed = `${JSON.stringify(scene)} ${index}`;
  const noise = seededNoise(seed);
  const setting = { world: WORLDS[scene.world], profile: PROFILES.simple, noise };
  const trial = drawTrial(scene.order, setting);
  applyChange(scene.change, trial, noise);
  const failures = drawFailures(scene.change, trial, 2 * WINDOW_SECONDS, noise);
  const observations = reduceTrial(trial, failures);
  return scene.order === 'at once'
    ? judgeOverlapping(observations, { ...DEFAULT_POLICY, delta: OVERLAPPING_ALLOWANCE }, seed)
    : judgeUnpaired({
        observations,
        policy: { ...DEFAULT_POLICY, delta: 0 },
        windowsLeast: WINDOWS,
        stepMs: 0,
      });
}

function drawTrial(order: Order, setting: Setting): Trial {
  switch (order) {
    case 'one machine':
      return runBlocks(LAYOUT, setting);
    case 'two machines':
      return takeSides(runBlocks(LAYOUT, setting), runBlocks(LAYOUT, setting));
    case 'at once':
      return runAtOnce(setting);
  }
}

/** Base of one pair of runs, head of another. */
function takeSides(base: Trial, head: Trial): Trial {
  for (let window = 0; window < base.windows; window++)
    blockOf(base, window, 1).set(blockOf(head, window, 1));
  return base;
}

const STEP = 0.25;

/** Each side has a CPU of its own and its own start, and both feel what the machine feels. */
function runAtOnce({ world, profile, noise }: Setting): Trial {
  const perSide = RATE * WINDOW_SECONDS;
  const seconds = WINDOWS * WINDOW_SECONDS;
  const trial = { windows: WINDOWS, perSide, latencies: new Float64Array(2 * WINDOWS * perSide) };
  const machine = drawMachine(world, seconds, STEP, noise);
  for (const side of [0, 1]) {
    const own = drawOwn(world, seconds, STEP, noise);
    const start = world.startSd * noise.normal();
    const queue = openQueue(profile, RATE, noise);
    for (let window = 0; window < WINDOWS; window++) {
      const bias = start + residual(world.blockSd, noise);
      const latencies = blockOf(trial, window, side);
      for (let i = 0; i < latencies.length; i++) {
        const cell = Math.floor((window * WINDOW_SECONDS + (i + 0.5) / RATE) / STEP);
        latencies[i] = queue((machine.values[cell] as number) + (own.values[cell] as number) + bias);
      }
    }
  }
  return trial;
}

const residual = (sd: number, noise: Noise): number => sd * noise.normal();
