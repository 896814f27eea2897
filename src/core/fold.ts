import type { Sketch } from './baseline/recording.ts';
import { sketchLatencies } from './baseline/sketch.ts';
import { createGaugeStore, type Gauge, type Reading } from './gauge-store.ts';
import type { Observations } from './observations.ts';
import { createReduction } from './request-blocks.ts';
import { createRequestStore, latenciesOf } from './request-store.ts';
import type { SampleSink } from './sample.ts';
import type { Leg } from './schedule.ts';
import type { Side } from './side.ts';
import { createUnserved } from './unserved.ts';

export type { Gauge, Reading } from './gauge-store.ts';

/** CPU time of a side's process tree; readings are milliseconds of CPU in a window. */
export const CPU: Gauge = { metric: 'cpu', unit: 'ms', scale: 'log', worse: 'up', perRequest: true };

/** Collects what engines and observers deliver and reduces it to blocks as often as it is asked. */
export interface Fold extends SampleSink {
  /** Tells which epoch times the counted windows of a leg cover, so that dropped arrivals find their window. */
  beginLeg(leg: Leg, startAt: number): void;
  setGauge(gauge: Gauge, reading: Reading): void;
  addGauge(gauge: Gauge, reading: Reading): void;
  /** Peak resident memory of a side's process tree in one start, bytes; once per start. */
  addPeakMemory(side: number, bytes: number): void;
  /** Leaves a window out of every metric because the generator itself failed in it. */
  loseWindow(window: number): void;
  /** Reduces the first `windows` windows. */
  observe(windows: number): Observations;
  /** Latency distributions of a side over the first `windows` windows, small enough to keep. */
  sketch(side: number, windows: number): Sketch[];
  /** Arrivals in counted windows that the engine could not start, by side. */
  readonly droppedArrivals: readonly number[];
  /** Requests that went elsewhere than to the side's target, by side and origin. */
  readonly strays: readonly ReadonlyMap<string, number>[];
}

const MOST_ORIGINS = 50;

export function createFold({
  sides,
  windows,
}: {
  readonly sides: readonly Side[];
  readonly windows: number;
}): Fold {
  const store = createRequestStore(sides.length, windows);
  const reduceRequests = createReduction(store, sides.length);
  const gauges = createGaugeStore(sides.length, windows);
  const unserved = createUnserved(sides.length, windows);
  const peakMemory: number[][] = sides.map(() => []);
  const strays = sides.map(() => new Map<string, number>());
  const lost = new Set<number>();
  return {
    droppedArrivals: unserved.droppedArrivals,
    strays,
    beginLeg: unserved.beginLeg,
    begun: unserved.begun,
    ended: unserved.ended,
    dropped: unserved.dropped,
    setGauge: gauges.set,
    addGauge: gauges.add,
    request: (sample) => store.add(sample.window, sample.side, sample),
    check: (window, side, name, passed) =>
      gauges.add(checkGauge(name), { window, side, value: passed ? 0 : 1 }),
    custom: (window, side, metric, value) => gauges.add(customGauge(metric), { window, side, value }),
    stray(side, origin) {
      const counts = strays[side];
      if (counts === undefined || (!counts.has(origin) && counts.size >= MOST_ORIGINS)) return;
      counts.set(origin, (counts.get(origin) ?? 0) + 1);
    },
    addPeakMemory: (side, bytes) => peakMemory[side]?.push(bytes),
    loseWindow: (window) => lost.add(window),
    sketch: (side, seen) => sketchLatencies(latenciesOf(store, { side, windows: seen, lost })),
    observe: (seen) => ({
      sides,
      windows: seen,
      lost: [...lost].filter((window) => window < seen).sort((a, b) => a - b),
      ...reduceRequests({
        windows: seen,
        lost,
        unserved: (window, side) => unserved.count(window, side, seen),
      }),
      gauges: gauges.reduce({ windows: seen, lost, requests: store.requests }),
      peakMemory: peakMemory.map((peaks) => [...peaks]),
      unanswered: unserved.unanswered(seen),
    }),
  };
}

const checkGauge = (name: string): Gauge => ({
  metric: `check:${name}`,
  unit: 'share',
  scale: 'count',
  worse: 'up',
  perRequest: false,
});

const customGauge = (name: string): Gauge => ({
  metric: `metric:${name}`,
  unit: 'none',
  scale: 'log',
  worse: 'none',
  perRequest: false,
});
