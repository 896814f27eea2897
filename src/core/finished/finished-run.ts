import { median } from '../../statistics/quantile.ts';
import type { Cells, NamedEndpoint, Timeline } from './timeline.ts';

/** The part of a timeline that is one run under load. */
export interface FinishedRun {
  readonly windowMs: number;
  readonly stepMs: number;
  /** Number of the first window on the clock. */
  readonly first: number;
  /** Without gaps; a window in which nothing was sent is empty. */
  readonly windows: readonly Cells[];
  readonly endpoints: readonly NamedEndpoint[];
  readonly leftOut: LeftOut;
}

/** What the run was cut out of. */
export interface LeftOut {
  /** Requests before or after a pause longer than a minute. */
  readonly apart: number;
  /** Windows at both ends in which the load was still rising or falling. */
  readonly rising: number;
  readonly falling: number;
  /** Transactions, whose requests stand beside them. */
  readonly enclosing: number;
}

const PAUSE_MS = 60_000;
/** A window at an end with less than this of the usual requests is not yet, or no longer, the run. */
const FULL = 0.5;
/** Fewer windows than this cannot spare any. */
const SPARE = 14;

/** Null when nothing was sent. */
export function cutRun(timeline: Timeline): FinishedRun | null {
  const { windowMs, stepMs, endpoints } = timeline;
  const { windows, enclosing } = dropEnclosing(timeline);
  const [busiest, ...others] = findStretches(windows, windowMs).toSorted((a, b) => b.requests - a.requests);
  if (busiest === undefined) return null;
  const all = Array.from(
    { length: busiest.to - busiest.from + 1 },
    (_, place): Cells => windows.get(busiest.from + place) ?? new Map(),
  );
  const { rising, falling } = findEnds(all);
  const apart = others.reduce((sum, { requests }) => sum + requests, 0);
  return {
    windowMs,
    stepMs,
    first: busiest.from + rising,
    windows: all.slice(rising, all.length - falling),
    endpoints,
    leftOut: { apart, rising, falling, enclosing },
  };
}

export const countRequests = (cells: Cells): number => {
  let sum = 0;
  for (const { requests } of cells.values()) sum += requests;
  return sum;
};

/** Transactions count only where nothing was recorded beside them. */
function dropEnclosing({ windows, endpoints }: Timeline) {
  const isKept = new Set([...endpoints.keys()].filter((number) => endpoints[number]?.encloses !== true));
  if (isKept.size === 0) return { windows, enclosing: 0 };
  let enclosing = 0;
  const kept = new Map<number, Cells>();
  for (const [window, cells] of windows) {
    const own: Cells = new Map([...cells].filter(([endpoint]) => isKept.has(endpoint)));
    enclosing += countRequests(cells) - countRequests(own);
    if (own.size > 0) kept.set(window, own);
  }
  return { windows: kept, enclosing };
}

interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly requests: number;
}

function findStretches(windows: ReadonlyMap<number, Cells>, windowMs: number): Stretch[] {
  const stretches: Stretch[] = [];
  for (const window of [...windows.keys()].sort((a, b) => a - b)) {
    const requests = countRequests(windows.get(window) ?? new Map());
    const last = stretches.at(-1);
    const isNear = last !== undefined && (window - last.to - 1) * windowMs <= PAUSE_MS;
    if (isNear) stretches.splice(-1, 1, { from: last.from, to: window, requests: last.requests + requests });
    else stretches.push({ from: window, to: window, requests });
  }
  return stretches;
}

/** The first and the last window are cut short by the clock, so each end gives at least one. */
function findEnds(windows: readonly Cells[]): { readonly rising: number; readonly falling: number } {
  if (windows.length < SPARE) return { rising: 0, falling: 0 };
  const requests = windows.map(countRequests);
  const usual = median(requests.filter((count) => count > 0));
  const isFull = (count: number): boolean => count >= FULL * usual;
  const from = Math.max(1, requests.findIndex(isFull));
  const to = Math.min(windows.length - 2, requests.findLastIndex(isFull));
  return { rising: from, falling: windows.length - 1 - to };
}
