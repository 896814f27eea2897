import type { Leg } from './schedule.ts';

/** An iteration begun this many windows ago and not ended, while the other side's have, hangs. */
const PATIENCE = 4;
/** Sds by which counts of the same mean may differ. */
const CHANCE = 3;

/** Work that a side was given and did not finish: iterations that hang, arrivals that found every user waiting. */
export interface Unserved {
  beginLeg(leg: Leg, startAt: number): void;
  begun(window: number, side: number): void;
  ended(window: number, side: number): void;
  dropped(side: number, count: number, at: number): void;
  /** Arrivals of counted windows that could not start, by side. */
  readonly droppedArrivals: readonly number[];
  /** Iterations of the first `windows` windows that have not ended, by side. */
  unanswered(windows: number): number[];
  /** What counts as failed beside the requests of a window: never anything that all sides share. */
  count(window: number, side: number, windows: number): number;
}

interface PlacedLeg {
  readonly leg: Leg;
  readonly startAt: number;
}

export function createUnserved(sides: number, windows: number): Unserved {
  const waiting = new Int32Array(sides * windows);
  const dropped = new Uint32Array(sides * windows);
  const droppedArrivals = new Array<number>(sides).fill(0);
  const legs: PlacedLeg[] = [];
  const everySide = [...droppedArrivals.keys()];

  /** Iterations beyond those that wait on every side; the end of a leg cuts off some of each, not equally many. */
  const hanging = (window: number, side: number): number => {
    const open = everySide.map((each) => Math.max(0, waiting[window * sides + each] ?? 0));
    const shared = Math.min(...open);
    const more = (open[side] ?? 0) - shared;
    return more > CHANCE * Math.sqrt(shared) ? more : 0;
  };
  const change = (window: number, side: number, by: number): void => {
    const place = window * sides + side;
    if (window >= 0 && window < windows) waiting[place] = (waiting[place] as number) + by;
  };
  return {
    droppedArrivals,
    beginLeg: (leg, startAt) => legs.push({ leg, startAt }),
    begun: (window, side) => change(window, side, 1),
    ended: (window, side) => change(window, side, -1),
    dropped(side, count, at) {
      const window = findWindow(legs, at);
      if (window === null || window >= windows) return;
      droppedArrivals[side] = (droppedArrivals[side] ?? 0) + count;
      dropped[window * sides + side] = (dropped[window * sides + side] as number) + count;
    },
    unanswered: (seen) =>
      everySide.map((side) => {
        let open = 0;
        for (let window = 0; window < seen; window++)
          open += Math.max(0, waiting[window * sides + side] ?? 0);
        return open;
      }),
    count(window, side, seen) {
      // When every side drops, the generator or the machine is short, which is the pipeline's to refuse.
      const isOnlyOne = droppedArrivals.filter((arrivals) => arrivals > 0).length === 1;
      const refused = isOnlyOne ? (dropped[window * sides + side] ?? 0) : 0;
      return refused + (seen - window > PATIENCE ? hanging(window, side) : 0);
    },
  };
}

/** The counted window in progress at an epoch time; null in warm-up and between legs. */
function findWindow(legs: readonly PlacedLeg[], at: number): number | null {
  const placed = legs.findLast(({ startAt }) => startAt <= at);
  if (placed === undefined) return null;
  const { leg, startAt } = placed;
  const window = Math.floor((at - startAt) / leg.windowMs) - leg.warmupWindows;
  return window >= 0 && window < leg.windows ? leg.firstWindow + window : null;
}
