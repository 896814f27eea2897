import { type QueueEvidence, type QueueSide, reduceLeg } from '../../../src/core/backlog/evidence.ts';
import type { OffsetReading } from '../../../src/core/backlog/offsets.ts';
import { dealSchedule } from '../../../src/core/schedule.ts';
import type { Random } from '../../../src/statistics/random.ts';

/** A consumer as it might be; shares are of what its side is sent on average over the wall time. */
export interface Consumer {
  /** What it can take. */
  readonly capacity: number;
  /** Sd of the capacity from start to start. */
  readonly luck?: number;
  /** Sd of its slow drift within a start, remembered for about 5 s. */
  readonly drift?: number;
  /** Pauses per second, each of 1 to 4 s. */
  readonly pauses?: number;
  /** Between commits, ms. */
  readonly commitMs?: number;
}

export interface World {
  readonly base: Consumer;
  readonly head: Consumer;
}

export interface RunShape {
  readonly windows: number;
  readonly windowsPerStart: number;
  readonly windowMs: number;
  readonly slotMs: number;
  /** Messages per second while a side has the load. */
  readonly rate: number;
  readonly pollMs: number;
}

export const SHAPE: RunShape = {
  ...{ windows: 30, windowsPerStart: 15, windowMs: 2000, slotMs: 250, rate: 400, pollMs: 500 },
};

const STEP_MS = 50;
const WARM_UP_MS = 4000;
const DRAIN_MS = 6000;

/** The offsets that a broker would have told of a run, reduced as those of a real one are. */
export function simulateQueue(world: World, random: Random, shape: RunShape = SHAPE): QueueEvidence {
  const sides: Record<'base' | 'head', Mutable> = {
    base: { accepted: [], consumed: [], grown: [], starts: [] },
    head: { accepted: [], consumed: [], grown: [], starts: [] },
  };
  for (let from = 0; from < shape.windows; from += shape.windowsPerStart) {
    const windows = Math.min(shape.windowsPerStart, shape.windows - from);
    const warmUp = WARM_UP_MS / shape.windowMs;
    const { deal } = dealSchedule({ ...shape, sides: 2, windows: windows + warmUp }, random);
    for (const [side, name] of (['base', 'head'] as const).entries()) {
      const readings = simulateStart({ consumer: world[name], deal, side, random, shape });
      const startAt = WARM_UP_MS;
      const endedAt = startAt + windows * shape.windowMs;
      const leg = reduceLeg({
        ...{ readings, from, to: from + windows, startAt, windowMs: shape.windowMs, endedAt },
      });
      if (leg === null) continue;
      sides[name].accepted.push(...leg.accepted);
      sides[name].consumed.push(...leg.consumed);
      sides[name].grown.push(...leg.grown);
      sides[name].starts.push(leg.start);
    }
  }
  return { topic: 'orders-$side', group: 'billing-$side', ...sides };
}

interface Mutable {
  readonly accepted: QueueSide['accepted'][number][];
  readonly consumed: QueueSide['consumed'][number][];
  readonly grown: QueueSide['grown'][number][];
  readonly starts: QueueSide['starts'][number][];
}

interface Start {
  readonly consumer: Consumer;
  readonly deal: Uint8Array;
  readonly side: number;
  readonly random: Random;
  readonly shape: RunShape;
}

function simulateStart({ consumer, deal, side, random, shape }: Start): OffsetReading[] {
  const { capacity, luck = 0, drift = 0, pauses = 0, commitMs = 200 } = consumer;
  const share = shape.rate / 2 / 1000;
  const own = share * capacity * (1 + luck * normal(random));
  const memory = Math.exp(-STEP_MS / 5000);
  const readings: OffsetReading[] = [];
  let [end, done, committed, slow, pausedUntil] = [0, 0, 0, 0, 0];
  let nextCommit = random() * commitMs;
  let nextPoll = 0;
  for (let at = 0; at < deal.length * shape.slotMs + DRAIN_MS; at += STEP_MS) {
    const isLoaded = deal[Math.floor(at / shape.slotMs)] === side;
    end += isLoaded ? poisson((shape.rate * STEP_MS) / 1000, random) : 0;
    slow = memory * slow + Math.sqrt(1 - memory ** 2) * normal(random);
    if (at >= pausedUntil && random() < (pauses * STEP_MS) / 1000) pausedUntil = at + 1000 + 3000 * random();
    if (at >= pausedUntil) done = Math.min(end, done + Math.max(0, own * STEP_MS * (1 + drift * slow)));
    if (at >= nextCommit) {
      committed = Math.floor(done);
      nextCommit += commitMs;
    }
    if (at >= nextPoll) {
      readings.push({ at, partitions: [{ partition: 0, end, committed }] });
      nextPoll = at + shape.pollMs + 30 * random();
    }
  }
  return readings;
}

function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** Knuth's, for small means. */
function poisson(mean: number, random: Random): number {
  const bound = Math.exp(-mean);
  let count = 0;
  for (let product = random(); product > bound; product *= random()) count++;
  return count;
}
