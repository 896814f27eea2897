import type { Noise } from './noise.ts';
import type { Bursts, Drift, World } from './worlds.ts';

/** The course of a machine's slowness (natural log) on a grid of `step` seconds. */
export interface Course {
  readonly step: number;
  readonly values: Float64Array;
}

/** What both sides feel: this run's machine, slow and fast drift, neighbours, a trend. */
export function drawMachine(world: World, seconds: number, step: number, noise: Noise): Course {
  const course = emptyCourse(seconds, step);
  const last = course.values.length - 1;
  const level = drawModel(world, noise) + world.machineSd * noise.normal();
  const trend = world.trendSd * noise.normal();
  course.values.forEach((_, i, values) => {
    values[i] = level + trend * (i / last - 0.5);
  });
  addDrift(course, world.slow, noise);
  addDrift(course, world.fast, noise);
  addBursts(course, world.shared, noise);
  return course;
}

/** What one side feels alone while it runs. */
export function drawOwn(world: World, seconds: number, step: number, noise: Noise): Course {
  const course = emptyCourse(seconds, step);
  addBursts(course, world.own, noise);
  return course;
}

function emptyCourse(seconds: number, step: number): Course {
  return { step, values: new Float64Array(Math.ceil(seconds / step) + 2) };
}

function drawModel(world: World, noise: Noise): number {
  let left = noise.uniform();
  for (const { offset, share } of world.cpuModels) {
    if (left < share) return offset;
    left -= share;
  }
  return 0;
}

function addDrift({ step, values }: Course, { sd, tau }: Drift, noise: Noise): void {
  const keep = Math.exp(-step / tau);
  const kick = sd * Math.sqrt(1 - keep ** 2);
  let level = sd * noise.normal();
  for (let i = 0; i < values.length; i++) {
    values[i] = (values[i] as number) + level;
    level = keep * level + kick * noise.normal();
  }
}

function addBursts({ step, values }: Course, { every, length, low, high }: Bursts, noise: Noise): void {
  const chance = step / every;
  for (let start = 0; start < values.length; start++) {
    if (noise.uniform() >= chance) continue;
    const end = start + Math.max(1, Math.floor((noise.exponential() * length) / step));
    const height = Math.log(low + (high - low) * noise.uniform());
    for (let i = start; i < Math.min(end, values.length); i++) values[i] = (values[i] as number) + height;
  }
}
