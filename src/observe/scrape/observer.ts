import type { ScrapePlan } from '../../core/observe-plan.ts';
import type { ObservedLeg, Observer, WriteGauge } from '../../core/observer.ts';
import { sleepUntil } from '../../system/clock.ts';
import { type MetricReader, readersFor } from './metric-reader.ts';
import { type Reading, takeReading } from './take-reading.ts';
import { createTally, type Tally } from './tally.ts';
import { writeWindow } from './write-window.ts';

const TIMEOUT_MS = 1000;
/** Edges at which a side could not be read, and both never were, before the rest of the start is left alone. */
const GIVE_UP = 3;

/**
 * Reads both sides' own /metrics at the same moment at every edge of a window, which is where one slot ends and the next begins:
 * what a reading costs falls on both alike.
 */
export function createScrapeObserver(plan: ScrapePlan): Observer {
  const readers = readersFor(plan);
  const tally = createTally(plan.path, readers);
  const over = new AbortController();
  return {
    get warnings() {
      return tally.warnings();
    },
    attend(leg, write) {
      const stop = new AbortController();
      const signal = AbortSignal.any([stop.signal, over.signal]);
      const edges = followEdges({ leg, path: plan.path, readers, tally, write, signal });
      return {
        catchUp: (windows) => edges.get(windows) ?? Promise.resolve(),
        async end(windows) {
          await edges.get(windows);
          stop.abort();
          await edges.get(leg.to);
        },
      };
    },
    [Symbol.asyncDispose]() {
      over.abort();
      return Promise.resolve();
    },
  };
}

interface Followed {
  readonly leg: ObservedLeg;
  readonly path: string;
  readonly readers: readonly MetricReader[];
  readonly tally: Tally;
  readonly write: WriteGauge;
  readonly signal: AbortSignal;
}

/** A promise for every edge, kept once the window before it is written or never will be. */
function followEdges({ leg, path, readers, tally, write, signal }: Followed): Map<number, Promise<void>> {
  const { from, to, startAt, windowMs, targets } = leg;
  const timeoutMs = Math.min(TIMEOUT_MS, windowMs / 2);
  let before: readonly Reading[] | null = null;
  let misses = 0;

  const readEdge = async (edge: number): Promise<void> => {
    const due = startAt + (edge - from) * windowMs;
    await sleepUntil(due, signal);
    if (misses >= GIVE_UP) return;
    const readings = await Promise.all(
      targets.map(({ url }) => takeReading(`${url}${path}`, readers, { due, windowMs, timeoutMs })),
    );
    tally.add(leg, readings);
    misses = readings.every(({ kind }) => kind === 'read') ? Number.NEGATIVE_INFINITY : misses + 1;
    if (before !== null) writeWindow({ window: edge - 1, before, after: readings, readers }, write);
    before = readings;
  };

  const edges = new Map<number, Promise<void>>();
  let last = Promise.resolve();
  for (let edge = from; edge <= to; edge++) {
    // A wait that was called off is no error.
    last = last.then(() => readEdge(edge)).catch(() => undefined);
    edges.set(edge, last);
  }
  return edges;
}
