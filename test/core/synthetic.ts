import type { Cells, EndpointBlocks, GaugeBlocks, Observations } from '../../src/core/observations.ts';
import { sortedQuantile } from '../../src/statistics/quantile.ts';
import { type Random, seededRandom } from '../../src/statistics/random.ts';

/** A made-up run: lognormal latencies with a level shared by both sides in every window. */
export interface SyntheticRun {
  readonly windows: number;
  readonly seed?: string;
  readonly endpoints?: readonly string[];
  /** Requests per window, side and endpoint. */
  readonly requests?: number;
  /** Head's latency as a multiple of base's; by endpoint if a record, 1 where it says nothing. */
  readonly slowdown?: number | Readonly<Record<string, number>>;
  /** Log-sd of a request's latency. */
  readonly noise?: number;
  /** Failed shares of base and head. */
  readonly failing?: readonly [number, number];
  /** Head's CPU per request as a multiple of base's; no gauge without it. */
  readonly cpu?: number;
}

export function synthesize(run: SyntheticRun): Observations {
  const { windows, seed = 'synthetic', endpoints = ['GET /', 'GET /items', 'POST /cart'] } = run;
  const random = seededRandom(seed);
  const levels = Array.from({ length: windows }, () => 0.05 * normal(random));
  const raw = endpoints.map((name) => [0, 1].map((side) => drawSide(run, { name, side, levels, random })));
  const total = raw.flat(3).length;
  return {
    sides: ['base', 'head'],
    windows,
    lost: [],
    mix: { name: '', span: 1, share: 1, cells: [0, 1].map((side) => reduce(merge(raw, side))) },
    endpoints: endpoints.map((name, i) => ({
      name,
      span: 1,
      share: (raw[i]?.flat(2).length ?? 0) / Math.max(1, total),
      cells: [0, 1].map((side) => reduce(raw[i]?.[side] ?? [])),
    })),
    gauges: run.cpu === undefined ? [] : [cpuGauge(run.cpu, levels, random)],
    peakMemory: [[], []],
    unanswered: [0, 0],
  };
}

interface Draw {
  readonly name: string;
  readonly side: number;
  readonly levels: readonly number[];
  readonly random: Random;
}

/** Latencies by window; a failed request is NaN. */
function drawSide(run: SyntheticRun, { name, side, levels, random }: Draw): number[][] {
  const { requests = 60, noise = 0.3, slowdown = 1, failing = [0, 0] } = run;
  const factor = typeof slowdown === 'number' ? slowdown : (slowdown[name] ?? 1);
  const shift = side === 1 ? Math.log(factor) : 0;
  return levels.map((level) =>
    Array.from({ length: requests }, () =>
      random() < (failing[side] ?? 0) ? Number.NaN : 10 * Math.exp(level + shift + noise * normal(random)),
    ),
  );
}

const merge = (raw: readonly number[][][][], side: number): number[][] =>
  (raw[0]?.[side] ?? []).map((_, window) => raw.flatMap((endpoint) => endpoint[side]?.[window] ?? []));

function reduce(windows: readonly number[][]): Cells {
  const served = windows.map((values) =>
    Float64Array.from(values.filter((value) => !Number.isNaN(value))).sort(),
  );
  const at = (p: number): (number | null)[] =>
    served.map((values) => (values.length < 5 ? null : sortedQuantile(values, p)));
  return {
    requests: windows.map(({ length }) => length),
    failed: windows.map((values, i) => values.length - (served[i]?.length ?? 0)),
    p50: at(0.5),
    p90: at(0.9),
    p95: at(0.95),
    p99: at(0.99),
    mean: served.map((values) =>
      values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length,
    ),
  };
}

function cpuGauge(factor: number, levels: readonly number[], random: Random): GaugeBlocks {
  const read = (side: number): number[] =>
    levels.map((level) => 2 * (side === 1 ? factor : 1) * Math.exp(level + 0.02 * normal(random)));
  return { metric: 'cpu', unit: 'ms', scale: 'log', worse: 'up', values: [read(0), read(1)] };
}

/** Box and Muller. */
function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** The same observations with base and head exchanged. */
export function exchangeSides(observations: Observations): Observations {
  const turn = (blocks: EndpointBlocks): EndpointBlocks => ({ ...blocks, cells: blocks.cells.toReversed() });
  return {
    ...observations,
    mix: turn(observations.mix),
    endpoints: observations.endpoints.map(turn),
    gauges: observations.gauges.map((gauge) => ({ ...gauge, values: gauge.values.toReversed() })),
    peakMemory: observations.peakMemory.toReversed(),
  };
}
