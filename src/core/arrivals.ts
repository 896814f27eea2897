import type { SampleSink } from './sample.ts';

/** Counts the iterations that generators begin, on their way to the sink behind it. */
export interface Arrivals extends SampleSink {
  /** Iterations that have begun and not ended. */
  pending(): number;
  /**
   * Counted windows in `[from, to)` in which a generator itself failed to begin the iterations that it owed, although it had
   * users to spare: it was paused or started late. `owed` is what a side should begin in a window.
   */
  starved(from: number, to: number, owed: number): number[];
}

/** Below this share of what it owed a generator has failed its window; chance and jitter stay far above. */
const STARVED = 0.6;

export function countArrivals(sink: SampleSink, sides: number): Arrivals {
  const begun: number[][] = [];
  const dropped: number[][] = [];
  let pending = 0;
  let latest = 0;
  const of = (counts: number[][], window: number): number[] => {
    counts[window] ??= new Array<number>(sides).fill(0);
    return counts[window];
  };
  const add = (counts: number[], side: number, count: number): void => {
    counts[side] = (counts[side] ?? 0) + count;
  };
  return {
    ...sink,
    begun(window, side, at) {
      add(of(begun, window), side, 1);
      latest = Math.max(latest, window);
      pending++;
      sink.begun(window, side, at);
    },
    ended(window, side, durationMs, at) {
      pending--;
      sink.ended(window, side, durationMs, at);
    },
    dropped(side, count, at) {
      add(of(dropped, latest), side, count);
      sink.dropped(side, count, at);
    },
    pending: () => pending,
    starved(from, to, owed) {
      const windows = Array.from({ length: to - from }, (_, offset) => from + offset);
      return windows.filter((window) =>
        of(begun, window).some((count, side) => count < STARVED * owed && of(dropped, window)[side] === 0),
      );
    },
  };
}
