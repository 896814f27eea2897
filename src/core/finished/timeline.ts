import type { FinishedSample } from './finished-sample.ts';
import { addLatencies, addLatency, type Latencies, newLatencies } from './latencies.ts';

/** Requests of one endpoint in one window. */
export interface Cell {
  requests: number;
  failed: number;
  readonly latencies: Latencies;
}

/** One window's requests by endpoint number. */
export type Cells = Map<number, Cell>;

export interface NamedEndpoint {
  readonly name: string;
  readonly encloses: boolean;
}

/** A finished run on the clock, in bounded memory whatever the file's length: windows get longer when they become too many. */
export interface Timeline {
  add(sample: FinishedSample): void;
  /** Windows are no shorter than this from now on. */
  widen(windowMs: number): void;
  /** Latencies are known in steps of `ms`, cut off. */
  setStep(ms: number): void;
  readonly stepMs: number;
  readonly windowMs: number;
  readonly endpoints: readonly NamedEndpoint[];
  /** By number: window `n` covers epoch times from `n × windowMs` on. */
  readonly windows: ReadonlyMap<number, Cells>;
}

/** 2 s for half an hour, 4 s for an hour. */
const FIRST_WINDOW_MS = 2000;
const MOST_WINDOWS = 900;
/** Cells take up to 7 KiB each. */
const MOST_CELLS = 40_000;
/** Further endpoints are told apart no more, as in a run of our own. */
const MOST_ENDPOINTS = 200;
const OTHER = 'other';

export function createTimeline(): Timeline {
  const endpoints: NamedEndpoint[] = [];
  const numbers = { plain: new Map<string, number>(), enclosing: new Map<string, number>() };
  let windows = new Map<number, Cells>();
  let windowMs = FIRST_WINDOW_MS;
  let stepMs = 0;
  let turn = 0;

  const numberOf = (name: string, encloses: boolean): number => {
    const own = encloses ? numbers.enclosing : numbers.plain;
    const known = own.get(name);
    if (known !== undefined) return known;
    if (endpoints.length >= MOST_ENDPOINTS - 2 && name !== OTHER) return numberOf(OTHER, encloses);
    own.set(name, endpoints.length);
    return endpoints.push({ name, encloses }) - 1;
  };
  /** Requests mostly come one after the other, so the latest window is at hand. */
  let latest: { readonly window: number; readonly cells: Cells } | null = null;
  const cellsAt = (startedAt: number): Cells => {
    const window = Math.floor(startedAt / windowMs);
    if (latest?.window === window) return latest.cells;
    const known = windows.get(window);
    if (known !== undefined) {
      latest = { window, cells: known };
      return known;
    }
    if (windows.size >= Math.min(MOST_WINDOWS, MOST_CELLS / endpoints.length)) {
      lengthen(2 * windowMs);
      return cellsAt(startedAt);
    }
    const fresh: Cells = new Map();
    windows.set(window, fresh);
    return fresh;
  };
  const lengthen = (to: number): void => {
    const merged = new Map<number, Cells>();
    for (const [window, cells] of windows) {
      const place = Math.floor((window * windowMs) / to);
      const there = merged.get(place);
      if (there === undefined) merged.set(place, cells);
      else for (const [endpoint, cell] of cells) addCell(there, endpoint, cell);
    }
    windows = merged;
    windowMs = to;
    latest = null;
  };
  /**
   * A latency that was cut off to whole steps may have been anything up to the next one. Spread evenly (by the golden ratio,
   * so no seed is needed), quantiles move as the latencies do instead of jumping from step to step.
   */
  const fill = (ms: number): number => {
    turn = (turn + GOLDEN) % 1;
    return ms + turn * stepMs;
  };
  return {
    add({ startedAt, endpoint, durationMs, failed, count, encloses }) {
      const cell = cellOf(cellsAt(startedAt), numberOf(endpoint, encloses));
      cell.requests += count;
      if (failed) cell.failed += count;
      else addLatency(cell.latencies, stepMs > 0 ? fill(durationMs) : durationMs, count);
    },
    widen(to) {
      if (to > windowMs) lengthen(to);
    },
    setStep(ms) {
      stepMs = ms;
    },
    endpoints,
    get stepMs() {
      return stepMs;
    },
    get windowMs() {
      return windowMs;
    },
    get windows() {
      return windows;
    },
  };
}

const GOLDEN = (Math.sqrt(5) - 1) / 2;

export function cellOf(cells: Cells, endpoint: number): Cell {
  const known = cells.get(endpoint);
  if (known !== undefined) return known;
  const fresh: Cell = { requests: 0, failed: 0, latencies: newLatencies() };
  cells.set(endpoint, fresh);
  return fresh;
}

export function addCell(cells: Cells, endpoint: number, { requests, failed, latencies }: Cell): void {
  const there = cellOf(cells, endpoint);
  there.requests += requests;
  there.failed += failed;
  addLatencies(there.latencies, latencies);
}
