import { dealSchedule } from '../../src/core/schedule.ts';
import type { BlockLayout, SlotLayout } from './layouts.ts';
import type { Course } from './machine.ts';
import { drawMachine, drawOwn } from './machine.ts';
import type { Noise } from './noise.ts';
import type { Profile } from './requests.ts';
import { openQueue } from './requests.ts';
import type { World } from './worlds.ts';

/** Requests per second offered to whichever side has the load: 34% of the simulated CPU. */
export const RATE = 200;

/** The latencies of one simulated comment, before anything is changed in head. */
export interface Trial {
  readonly windows: number;
  /** Requests of one side in one window. */
  readonly perSide: number;
  /** In ms: window by window, base before head, in the order of arrival. */
  readonly latencies: Float64Array;
}

export interface Setting {
  readonly world: World;
  readonly profile: Profile;
  readonly noise: Noise;
}

/** One side's share of a window, as a view. */
export function blockOf(trial: Trial, window: number, side: number): Float64Array {
  const start = (2 * window + side) * trial.perSide;
  return trial.latencies.subarray(start, start + trial.perSide);
}

/** Slots dealt at random inside windows; both sides share one CPU queue, which is the worst case of cross-talk. */
export function runSlots(layout: SlotLayout, { world, profile, noise }: Setting): Trial {
  const { windows, window } = layout;
  const seconds = windows * window;
  const requests = Math.round(RATE * window);
  const trial = emptyTrial(windows, requests / 2);
  const shape = { sides: 2, windows, windowMs: window * 1000, slotMs: layout.slot * 1000 };
  const { deal } = dealSchedule(shape, noise.uniform);
  const slots = deal.length / windows;
  const machine = drawMachine(world, seconds, FINE, noise);
  const own = [drawOwn(world, seconds, FINE, noise), drawOwn(world, seconds, FINE, noise)] as const;
  const bias = [drawBias(layout, world, noise), drawBias(layout, world, noise)] as const;
  const queue = openQueue(profile, RATE, noise);
  const next = [0, 0] as [number, number];
  for (let k = 0; k < windows; k++) {
    const first = layout.firstOf(Math.floor(k / layout.windowsPerStart));
    next[0] = 2 * k * trial.perSide;
    next[1] = next[0] + trial.perSide;
    for (let i = 0; i < requests; i++) {
      const side = deal[k * slots + Math.floor((i * slots) / requests)] as 0 | 1;
      const cell = Math.floor((k * requests + i + 0.5) / RATE / FINE);
      const latency = queue(at(machine, cell) + at(own[side], cell) + (bias[side][k] as number));
      trial.latencies[next[side]++] = side === first ? latency * (1 + world.firstSlower) : latency;
    }
  }
  return trial;
}

/** Whole blocks of one side at a time, one start of each side. */
export function runBlocks(layout: BlockLayout, { world, profile, noise }: Setting): Trial {
  const { pairs, block, guard } = layout;
  const trial = emptyTrial(pairs, Math.round(RATE * (block - guard)));
  const machine = drawMachine(world, 2 * pairs * block, COARSE, noise);
  const places = dealBlocks(layout, noise);
  for (const side of [0, 1]) {
    const own = drawOwn(world, 2 * pairs * block, COARSE, noise);
    const start = world.startSd * noise.normal();
    for (let k = 0; k < pairs; k++) {
      const bias = start + world.blockSd * noise.normal();
      const queue = openQueue(profile, RATE, noise);
      const from = (places[2 * k + side] as number) * block + guard;
      const latencies = blockOf(trial, k, side);
      for (let i = 0; i < latencies.length; i++) {
        const cell = Math.floor((from + (i + 0.5) / RATE) / COARSE);
        latencies[i] = queue(at(machine, cell) + at(own, cell) + bias);
      }
    }
  }
  return trial;
}

/** Steps of the courses in seconds: fine enough for slots, coarse as the original for blocks. */
const FINE = 0.05;
const COARSE = 0.25;

function emptyTrial(windows: number, perSide: number): Trial {
  return { windows, perSide, latencies: new Float64Array(2 * windows * perSide) };
}

/**
 * What a side carries through each window: the luck of its start and a residual.
 * The residual is scaled to the load a window holds, so that shorter windows do not average it away for nothing.
 */
function drawBias(layout: SlotLayout, world: World, noise: Noise): Float64Array {
  const residual = world.blockSd * Math.sqrt(4 / layout.window);
  let start = 0;
  return Float64Array.from({ length: layout.windows }, (_, k) => {
    if (k % layout.windowsPerStart === 0) start = world.startSd * noise.normal();
    return start + residual * noise.normal();
  });
}

/** Place in time of each block: base and head of the first pair, then of the second, and so on. */
function dealBlocks({ pairs, order }: BlockLayout, noise: Noise): number[] {
  return Array.from({ length: pairs }, (_, k) => {
    if (order === 'sequential') return [k, pairs + k];
    return noise.uniform() < 0.5 ? [2 * k, 2 * k + 1] : [2 * k + 1, 2 * k];
  }).flat();
}

function at(course: Course, cell: number): number {
  return course.values[cell] as number;
}
