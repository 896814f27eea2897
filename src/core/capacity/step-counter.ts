import { quantile } from '../../statistics/quantile.ts';
import type { SampleSink } from '../sample.ts';
import { type Leg, slotsPerWindow } from '../schedule.ts';

/** What a side did in a window in which it had the load once, in one stretch. */
export interface Step {
  /** Iterations that began. */
  readonly begun: number;
  /** Their requests, good and failed. */
  readonly requests: number;
  /** Requests per second that came to a good end in the counted part of the stretch. */
  readonly goodput: number;
  /** Iterations per second that ended in the whole stretch, less the share that failed. */
  readonly finished: number;
  /** Failed share of the requests of iterations that began in it, in [0, 1]. */
  readonly failedShare: number;
  /** Latencies of the same requests as far as they did not fail, ms; null without any. */
  readonly p50Ms: number | null;
  readonly p95Ms: number | null;
  /** Requests in flight, averaged over the counted part. */
  readonly inFlight: number;
  /** Iterations in flight, averaged over the stretch. */
  readonly users: number;
}

export interface StepCounter extends SampleSink {
  /** Epoch ms up to which the engine has told what happened. */
  toldUntil(): number;
  /** Origins other than the sides' own that requests went to. */
  readonly strays: ReadonlySet<string>;
  read(window: number, side: number): Step;
}

export interface CountedLeg {
  /** Every window gives every side one slot. */
  readonly leg: Leg;
  /** Epoch ms of the first slot. */
  readonly startAt: number;
  /** The first part of a stretch, in which what came before still counts, ms. */
  readonly guardMs: number;
}

/**
 * Counts by the clock, not by where an iteration began: what a saturated service leaves undone at the end of its stretch must not
 * count as served in it.
 */
export function createStepCounter({ leg, startAt, guardMs }: CountedLeg): StepCounter {
  const perWindow = slotsPerWindow(leg);
  const cells = new Map<number, Cell>();
  const open = new Array<number>(leg.sides).fill(0);
  const changedAt = new Array<number>(leg.sides).fill(startAt);
  const strays = new Set<string>();

  const cellAt = (slot: number): Cell => {
    const cell = cells.get(slot) ?? createCell();
    cells.set(slot, cell);
    return cell;
  };
  const slotAt = (at: number): number => Math.floor((at - startAt) / leg.slotMs);
  const slotOf = (window: number, side: number): number => {
    const from = (window - leg.firstWindow + leg.warmupWindows) * perWindow;
    return leg.deal.indexOf(side, from);
  };
  /** The side's own slot that is in progress at an epoch time; null in another's. */
  const ownSlotAt = (at: number, side: number): number | null => {
    const slot = slotAt(at);
    return leg.deal[slot] === side ? slot : null;
  };

  /** Books the iterations that were open until now on the slots of the side that they fell into. */
  const passTo = (at: number, side: number): void => {
    const many = open[side] as number;
    const from = Math.max(startAt, changedAt[side] as number);
    for (let slot = slotAt(from); many > 0 && slot <= slotAt(at); slot++) {
      if (leg.deal[slot] !== side) continue;
      const begins = startAt + slot * leg.slotMs;
      cellAt(slot).openMs += many * Math.max(0, Math.min(at, begins + leg.slotMs) - Math.max(from, begins));
    }
    changedAt[side] = Math.max(from, at);
  };

  return {
    toldUntil: () => Math.max(...changedAt),
    strays,
    request(sample) {
      const own = cellAt(slotOf(sample.window, sample.side));
      if (sample.failed) own.failed++;
      else own.goodMs.push(sample.durationMs);
      const slot = ownSlotAt(sample.endedAt, sample.side);
      if (slot === null) return;
      const from = startAt + slot * leg.slotMs + guardMs;
      const cell = cellAt(slot);
      if (!sample.failed && sample.endedAt >= from) cell.good++;
      cell.busyMs += Math.max(0, sample.endedAt - Math.max(from, sample.endedAt - sample.durationMs));
    },
    begun(window, side, at) {
      cellAt(slotOf(window, side)).begun++;
      passTo(at, side);
      open[side] = (open[side] as number) + 1;
    },
    ended(_window, side, _durationMs, at) {
      passTo(at, side);
      open[side] = (open[side] as number) - 1;
      const slot = ownSlotAt(at, side);
      if (slot !== null) cellAt(slot).ended++;
    },
    dropped: () => undefined,
    check: () => undefined,
    custom: () => undefined,
    stray: (_side, origin) => void strays.add(origin),
    read(window, side) {
      const cell = cellAt(slotOf(window, side));
      const countedMs = leg.slotMs - guardMs;
      const requests = cell.failed + cell.goodMs.length;
      const failedShare = cell.failed / Math.max(1, requests);
      return {
        begun: cell.begun,
        requests,
        goodput: (1000 * cell.good) / countedMs,
        finished: ((1000 * cell.ended) / leg.slotMs) * (1 - failedShare),
        failedShare,
        p50Ms: cell.goodMs.length > 0 ? quantile(cell.goodMs, 0.5) : null,
        p95Ms: cell.goodMs.length > 0 ? quantile(cell.goodMs, 0.95) : null,
        inFlight: cell.busyMs / countedMs,
        users: cell.openMs / leg.slotMs,
      };
    },
  };
}

interface Cell {
  /** Latencies of good answers to what began here. */
  readonly goodMs: number[];
  failed: number;
  begun: number;
  ended: number;
  good: number;
  busyMs: number;
  openMs: number;
}

const createCell = (): Cell => ({ goodMs: [], failed: 0, begun: 0, ended: 0, good: 0, busyMs: 0, openMs: 0 });
