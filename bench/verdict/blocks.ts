import type { Cells, EndpointBlocks, Observations } from '../../src/core/observations.ts';
import { BASE, HEAD } from '../../src/core/side.ts';
import { sortedQuantile } from '../../src/statistics/quantile.ts';
import { ENDPOINTS } from './changes.ts';
import type { Resources } from './resources.ts';
import { NO_RESOURCES } from './resources.ts';
import type { Trial } from './trial.ts';
import { blockOf } from './trial.ts';

/** Reduces a simulated comment to what the judge reads: the mix and ten endpoints, a value per window and side. */
export function reduceTrial(
  trial: Trial,
  failures: Uint16Array,
  { gauges, peakMemory }: Resources = NO_RESOURCES,
): Observations {
  const endpoints = Array.from({ length: ENDPOINTS }, (_, endpoint) =>
    reduceStream(trial, `GET /${endpoint}`, 1 / ENDPOINTS, (window, side) => ({
      latencies: every(blockOf(trial, window, side), endpoint),
      failed: failures[(2 * window + side) * ENDPOINTS + endpoint] as number,
    })),
  );
  const mix = reduceStream(trial, 'mix', 1, (window, side) => ({
    latencies: blockOf(trial, window, side).slice(),
    failed: sum(failures.subarray((2 * window + side) * ENDPOINTS, (2 * window + side + 1) * ENDPOINTS)),
  }));
  return {
    sides: [BASE, HEAD],
    windows: trial.windows,
    lost: [],
    mix,
    endpoints,
    gauges,
    peakMemory,
    unanswered: [0, 0],
  };
}

/** What was known after the first `windows` windows, when `starts` starts had ended. */
export function firstWindows(observations: Observations, windows: number, starts: number): Observations {
  const cut = (blocks: EndpointBlocks): EndpointBlocks => ({
    ...blocks,
    cells: blocks.cells.map((cells) => cutCells(cells, windows)),
  });
  const { mix, endpoints, gauges, peakMemory } = observations;
  return {
    ...observations,
    windows,
    mix: cut(mix),
    endpoints: endpoints.map(cut),
    gauges: gauges.map((gauge) => ({ ...gauge, values: gauge.values.map((side) => side.slice(0, windows)) })),
    peakMemory: peakMemory.map((side) => side.slice(0, starts)),
  };
}

/** Latencies of the requests of one block that did not fail; failures are independent of latency here, so none is left out. */
interface Reading {
  readonly latencies: Float64Array;
  readonly failed: number;
}

function reduceStream(
  trial: Trial,
  name: string,
  share: number,
  read: (window: number, side: number) => Reading,
): EndpointBlocks {
  const cells = [0, 1].map((side) =>
    collectCells(Array.from({ length: trial.windows }, (_, window) => read(window, side))),
  );
  return { name, span: 1, share, cells };
}

function collectCells(readings: readonly Reading[]): Cells {
  const sorted = readings.map((reading) => reading.latencies.sort());
  const at = (share: number): number[] => sorted.map((latencies) => sortedQuantile(latencies, share));
  return {
    requests: sorted.map((latencies) => latencies.length),
    failed: readings.map((reading) => reading.failed),
    p50: at(0.5),
    p90: at(0.9),
    p95: at(0.95),
    p99: at(0.99),
    mean: sorted.map((latencies) => sum(latencies) / latencies.length),
  };
}

function cutCells(cells: Cells, windows: number): Cells {
  return {
    requests: cells.requests.slice(0, windows),
    failed: cells.failed.slice(0, windows),
    p50: cells.p50.slice(0, windows),
    p90: cells.p90.slice(0, windows),
    p95: cells.p95.slice(0, windows),
    p99: cells.p99.slice(0, windows),
    mean: cells.mean.slice(0, windows),
  };
}

function every(block: Float64Array, endpoint: number): Float64Array {
  const own = new Float64Array(block.length / ENDPOINTS);
  for (let i = 0; i < own.length; i++) own[i] = block[i * ENDPOINTS + endpoint] as number;
  return own;
}

function sum(values: Float64Array | Uint16Array): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
