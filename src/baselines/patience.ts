import { now, sleep } from '../system/clock.ts';

/** How long a writer goes on when others were faster, in ms. */
export interface Patience {
  readonly totalMs: number;
  /** Longest wait between two tries. */
  readonly longestMs: number;
}

export const PATIENCE: Patience = { totalMs: 240_000, longestMs: 60_000 };

export interface Tries {
  readonly count: number;
  /** Waits until the next try is due; false when the time is up. */
  next(): Promise<boolean>;
}

/** Rivals among which the writers are spread grow by this with every loss: 4, 16, 64. */
const GROWTH = 4;

/**
 * Waits anywhere between nothing and as long as 4 tries take, then 16, then 64: writers that met once are spread out, and the
 * more of them there are, the further. A try is as long as the last one was, because that is how long two can meet.
 */
export function startTries(patience: Patience, signal: AbortSignal, random = Math.random): Tries {
  const start = now();
  let began = start;
  let count = 1;
  return {
    get count() {
      return count;
    },
    async next() {
      const spread = (now() - began) * GROWTH ** Math.min(count, 3);
      const wait = random() * Math.min(patience.longestMs, spread);
      if (now() + wait >= start + patience.totalMs) return false;
      await sleep(wait, signal);
      began = now();
      count += 1;
      return true;
    },
  };
}
