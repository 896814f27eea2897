import type { Random } from '../statistics/random.ts';
import { shuffle } from '../statistics/random.ts';

/** The shape of a run's time: `windows` windows of `windowMs`, each cut into slots of `slotMs`. */
export interface ScheduleShape {
  readonly sides: number;
  readonly windows: number;
  readonly windowMs: number;
  /** Divides `windowMs` into a multiple of `sides` slots. */
  readonly slotMs: number;
}

/** Which side has the load in each slot: `windows × slotsPerWindow` side indices, equal shares in every window. */
export interface Schedule extends ScheduleShape {
  readonly deal: Uint8Array;
}

/** A stretch of a schedule that one start of the targets serves, preceded by windows that are not counted. */
export interface Leg extends ScheduleShape {
  /** Number of the first counted window. */
  readonly firstWindow: number;
  readonly warmupWindows: number;
  /** Side indices by slot, warm-up slots first. */
  readonly deal: Uint8Array;
}

export const slotsPerWindow = (shape: ScheduleShape): number => Math.round(shape.windowMs / shape.slotMs);

/**
 * Deals every window's slots to the sides at random in equal shares. Exchanging two sides within a window
 * leaves the probability of a deal unchanged, which is what makes the sign-flip test exact.
 */
export function dealSchedule(shape: ScheduleShape, random: Random): Schedule {
  const perWindow = slotsPerWindow(shape);
  if (perWindow < shape.sides || perWindow % shape.sides !== 0) {
    throw new RangeError(`${perWindow} slots a window cannot be dealt evenly to ${shape.sides} sides`);
  }
  const deal = new Uint8Array(shape.windows * perWindow);
  for (let window = 0; window < shape.windows; window++) {
    const slots = deal.subarray(window * perWindow, (window + 1) * perWindow);
    for (let slot = 0; slot < perWindow; slot++) slots[slot] = slot % shape.sides;
    shuffle(slots, random);
  }
  return { ...shape, deal };
}

/** A leg of one side, which has the load all the time: each window is one slot. */
export const soloLeg = (shape: Pick<Leg, 'windows' | 'windowMs' | 'warmupWindows'>): Leg => ({
  ...shape,
  sides: 1,
  slotMs: shape.windowMs,
  firstWindow: 0,
  deal: new Uint8Array(shape.warmupWindows + shape.windows),
});

/** Cuts the counted windows `[from, to)` out of a schedule and puts a freshly dealt warm-up before them. */
export function cutLeg(
  schedule: Schedule,
  from: number,
  to: number,
  warmupWindows: number,
  random: Random,
): Leg {
  const perWindow = slotsPerWindow(schedule);
  const shape = { ...schedule, windows: to - from };
  const warmup = dealSchedule({ ...shape, windows: warmupWindows }, random).deal;
  const counted = schedule.deal.subarray(from * perWindow, to * perWindow);
  const deal = new Uint8Array(warmup.length + counted.length);
  deal.set(warmup);
  deal.set(counted, warmup.length);
  return { ...shape, firstWindow: from, warmupWindows, deal };
}

/** Below this a slot would hold a few requests and mix the sides' queues; nothing more is gained either. */
const SHORTEST_SLOT_MS = 50;

/**
 * Slot length for a service: the one nearest to 40 times its median latency, between 50 ms and 2 s, that cuts the window into
 * a whole multiple of `sides` slots. Shorter slots cancel faster machine noise.
 */
export function slotLength(p50Ms: number, windowMs: number, sides: number): number {
  const wanted = Math.min(Math.max(40 * p50Ms, SHORTEST_SLOT_MS), 2000);
  const most = Math.floor(windowMs / SHORTEST_SLOT_MS / sides);
  const shares = Math.min(most, Math.max(1, Math.round(windowMs / wanted / sides)));
  return windowMs / (shares * sides);
}

/**
 * Window length: 2 s where the sparsest gated endpoint still gets 20 requests a side, 4 s otherwise;
 * 8 s for services whose median is beyond 100 ms, because a window must hold many answers of each side.
 */
export function windowLength(p50Ms: number, sparsestPerSecond: number, sides: number): number {
  if (p50Ms > 100) return 8000;
  return (sparsestPerSecond * 2) / sides >= 20 ? 2000 : 4000;
}
