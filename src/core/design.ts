import { slotLength, windowLength } from './schedule.ts';

/** What a few seconds of load on both sides told, before anything is compared. */
export interface ProbeFacts {
  /** Median latency of the mix, ms. */
  readonly p50Ms: number;
  /** 95th percentile of an iteration's duration, ms. */
  readonly iterationMs: number;
  /** Requests per second of the sparsest endpoint with at least 1% of all requests, while a side has the load. */
  readonly sparsestPerSecond: number;
  /** From spawning a generator to its first iteration, ms. */
  readonly launchMs: number;
  /** Load that both sides had been given when their latencies had settled, ms. */
  readonly settledMs: number;
}

/** A run's layout in time. */
export interface Design {
  readonly windowMs: number;
  readonly slotMs: number;
  /** Counted windows at most. */
  readonly windows: number;
  /** Windows at the head of each start that are not counted. */
  readonly warmupWindows: number;
  /** First counted window of each start; the first is 0. */
  readonly starts: readonly number[];
  readonly users: { readonly ready: number; readonly most: number };
}

export interface DesignWish {
  readonly rate: number;
  readonly budgetMs: number;
  readonly sides: number;
  /** Null lets the start-up time decide. */
  readonly starts: number | null;
  readonly restartable: boolean;
  readonly startUpMs: number;
}

/** Lays out a run so that its blocks hold enough requests and its starts are many, even and balanced where that is cheap. */
export function designRun(probe: ProbeFacts, wish: DesignWish): Design {
  const windowMs = windowLength(probe.p50Ms, probe.sparsestPerSecond, wish.sides);
  const windows = Math.max(1, Math.floor(wish.budgetMs / windowMs));
  return {
    windowMs,
    slotMs: slotLength(probe.p50Ms, windowMs, wish.sides),
    windows,
    warmupWindows: Math.min(5, Math.max(1, Math.ceil(probe.settledMs / 2 / windowMs))),
    starts: planStarts(wish, windows),
    users: planUsers(wish, probe.iterationMs),
  };
}

/**
 * Windows of one start while restarting is cheap: 15, so that every planned look from the third on sees balanced orders. Three sides
 * are not looked at and have fewer windows in all, in which a start that one side had better would weigh more.
 */
const windowsAStart = (sides: number): number => (sides > 2 ? 9 : 15);

/**
 * Of two equal services the one started first is slower by 1 to 2%, so the number of starts is even, their order balanced.
 * Quick services restart every 15 windows (9 with three sides); slow ones once, after 30 (18); very slow ones never.
 */
function planStarts(wish: DesignWish, windows: number): number[] {
  const usual = windowsAStart(wish.sides);
  const starts = wish.restartable ? (wish.starts ?? affordableStarts(wish.startUpMs, windows / usual)) : 1;
  if (starts <= 1) return [0];
  const each = Math.max(1, Math.min(starts === 2 ? 2 * usual : usual, Math.floor(windows / starts)));
  return Array.from({ length: starts }, (_, start) => start * each);
}

/** `most` is how many would be no shorter than is usual. */
function affordableStarts(startUpMs: number, most: number): number {
  if (startUpMs > 60_000) return 1;
  if (startUpMs > 10_000) return 2;
  return Math.min(10, 2 * Math.max(1, Math.round(most / 2)));
}

/**
 * Order in which a start spawns the sides, as side indices. Over four starts (base first, head first, head first, base first)
 * both the order and its position in time are balanced.
 */
export function startOrder(start: number, sides: number): number[] {
  const order = Array.from({ length: sides }, (_, side) => side);
  return [1, 2].includes(start % 4) ? order.reverse() : order;
}

/** The allowance for start-to-start differences of one build: 1.5 × 1% × sqrt(2 / starts), not below 1%. */
export const allowanceFor = (starts: number): number =>
  Math.max(0.01, Math.round(150 * Math.sqrt(2 / starts)) / 10_000);

/**
 * Enough users for twice the usual iteration, and a reserve for a side that slows down under test. A side sees
 * its share of the arrivals.
 */
function planUsers({ rate, sides }: DesignWish, iterationMs: number): Design['users'] {
  const busy = (rate * iterationMs) / sides / 1000;
  const ready = Math.min(1000, Math.ceil(2 * busy) + 5);
  return { ready, most: Math.min(2000, Math.max(4 * ready, Math.ceil(2 * rate))) };
}
