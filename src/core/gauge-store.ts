import type { GaugeBlocks } from './observations.ts';

/** Checks and metrics of a script beyond this many are left out. */
const MOST = 200;

/** A number read per window and side that is no request latency. */
export interface Gauge extends Pick<GaugeBlocks, 'metric' | 'unit' | 'scale' | 'worse'> {
  /** Divide by the side's requests in the window when reduced. */
  readonly perRequest: boolean;
}

export interface Reading {
  readonly window: number;
  readonly side: number;
  readonly value: number;
  /** Windows that the value stands for, `window` being the last of them; 1 where it is left out. */
  readonly over?: number;
}

/** What is read beside the requests: a sum and a number of readings per window and side. */
export interface GaugeStore {
  set(gauge: Gauge, reading: Reading): void;
  add(gauge: Gauge, reading: Reading): void;
  reduce(scope: GaugeScope): GaugeBlocks[];
}

export interface GaugeScope {
  readonly windows: number;
  readonly lost: ReadonlySet<number>;
  requests(window: number, side: number): number;
}

interface Column {
  readonly gauge: Gauge;
  readonly sums: Float64Array;
  readonly readings: Uint32Array;
  /** Windows behind each value, when they are more than one. */
  readonly spans: Map<number, number>;
}

export function createGaugeStore(sides: number, windows: number): GaugeStore {
  const columns = new Map<string, Column>();
  const columnOf = (gauge: Gauge): Column | undefined => {
    const known = columns.get(gauge.metric);
    if (known !== undefined || columns.size >= MOST) return known;
    const column = {
      gauge,
      sums: new Float64Array(sides * windows),
      readings: new Uint32Array(sides * windows),
      spans: new Map<number, number>(),
    };
    columns.set(gauge.metric, column);
    return column;
  };
  const write = (gauge: Gauge, { window, side, value, over = 1 }: Reading, keeps: boolean): void => {
    const column = columnOf(gauge);
    if (column === undefined || !Number.isFinite(value) || !(window >= 0 && window < windows)) return;
    const place = window * sides + side;
    if (over > 1) column.spans.set(place, over);
    column.sums[place] = (keeps ? (column.sums[place] as number) : 0) + value;
    column.readings[place] = (keeps ? (column.readings[place] as number) : 0) + 1;
  };
  return {
    set: (gauge, reading) => write(gauge, reading, false),
    add: (gauge, reading) => write(gauge, reading, true),
    reduce: (scope) =>
      [...columns.values()].map((column) => reduceColumn(column, sides, scope)).sort(byMetric),
  };
}

function reduceColumn(column: Column, sides: number, scope: GaugeScope): GaugeBlocks {
  const { gauge, sums, readings } = column;
  const { metric, unit, worse, perRequest } = gauge;
  const columnBy = (read: (place: number, requests: number) => number | null): (number | null)[][] =>
    Array.from({ length: sides }, (_, side) =>
      Array.from({ length: scope.windows }, (_, window) => {
        const place = window * sides + side;
        const behind = windowsBehind(window, column.spans.get(place));
        if (behind.some((each) => scope.lost.has(each))) return null;
        return read(
          place,
          behind.reduce((sum, each) => sum + scope.requests(each, side), 0),
        );
      }),
    );
  if (gauge.scale === 'count') {
    const values = columnBy((place) => sums[place] ?? 0);
    return { metric, unit, worse, scale: 'count', values, of: columnBy((place) => readings[place] ?? 0) };
  }
  const values = columnBy((place, requests) => {
    const divisor = perRequest ? requests : (readings[place] ?? 0);
    return readings[place] === 0 || divisor === 0 ? null : (sums[place] as number) / divisor;
  });
  // What a script measures may be zero or negative; then plain differences are compared.
  const isPlain = worse === 'none' && values.flat().some((value) => value !== null && value <= 0);
  return { metric, unit, worse, scale: isPlain ? 'linear' : gauge.scale, values };
}

const windowsBehind = (last: number, many = 1): number[] =>
  Array.from({ length: many }, (_, back) => last - back);

const byMetric = (a: GaugeBlocks, b: GaugeBlocks): number => (a.metric < b.metric ? -1 : 1);
