import { quantile } from '../statistics/quantile.ts';
import type { Sample, SampleSink } from './sample.ts';

/** What both sides answered during the warm-up, kept only to lay out the run. */
export interface Probe extends SampleSink {
  /** Whether on each side the two latest full windows before `window` differ by less than 10% in their median from the two before them. */
  hasSettled(window: number): boolean;
  /** Iterations that began, and those of them that ended. */
  readonly iterations: number;
  readonly finished: number;
  readonly requests: readonly number[];
  readonly failed: readonly number[];
  /** Origins other than the sides' own, with their share of the requests. */
  strays(): ReadonlyMap<string, number>;
  p50Ms(): number;
  iterationMs(): number;
  /**
   * Requests on all sides of the sparsest endpoint that makes at least 1% of all. One that only one side has, as the reference
   * service has its own, counts as if the others had it too.
   */
  sparsestRequests(): number;
}

/** Stretches that differ by less than this in their median latency count as settled. */
const SETTLED = 0.1;

export function createProbe(sides: number): Probe {
  const windows: number[][][] = Array.from({ length: sides }, () => []);
  const requests = new Array<number>(sides).fill(0);
  const failed = new Array<number>(sides).fill(0);
  const endpoints = new Map<string, number[]>();
  const strays = new Map<string, number>();
  const iterations: number[] = [];
  let begun = 0;
  const medianOf = (side: number, from: number): number =>
    quantile([...(windows[side]?.[from] ?? []), ...(windows[side]?.[from + 1] ?? [])], 0.5);
  const total = (): number => requests.reduce((sum, count) => sum + count, 0);
  return {
    request(sample: Sample) {
      const side = windows[sample.side] as number[][];
      const values = side[sample.window] ?? [];
      side[sample.window] = values;
      values.push(sample.durationMs);
      requests[sample.side] = (requests[sample.side] ?? 0) + 1;
      if (sample.failed) failed[sample.side] = (failed[sample.side] ?? 0) + 1;
      const counts = endpoints.get(sample.endpoint) ?? new Array<number>(sides).fill(0);
      endpoints.set(sample.endpoint, counts);
      counts[sample.side] = (counts[sample.side] ?? 0) + 1;
    },
    begun: () => void begun++,
    ended: (_window, _side, durationMs) => void iterations.push(durationMs),
    stray: (_side, origin) => void strays.set(origin, (strays.get(origin) ?? 0) + 1),
    dropped: () => undefined,
    check: () => undefined,
    custom: () => undefined,
    hasSettled: (window) =>
      windows.every((_, side) => {
        const [before, last] = [medianOf(side, window - 4), medianOf(side, window - 2)];
        return Math.abs(last - before) <= SETTLED * before;
      }),
    get iterations() {
      return begun;
    },
    get finished() {
      return iterations.length;
    },
    requests,
    failed,
    strays: () => strays,
    p50Ms: () => quantile(windows.flat(2), 0.5),
    iterationMs: () => (iterations.length > 0 ? quantile(iterations, 0.95) : 1000),
    sparsestRequests: () =>
      Math.min(
        ...[...endpoints.values()].flatMap((counts) => {
          const seen = counts.reduce((sum, count) => sum + count, 0);
          if (seen < total() / 100) return [];
          return seen * (sides / counts.filter((count) => count > 0).length);
        }),
      ),
  };
}
