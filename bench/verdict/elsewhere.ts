import tQuantile from '@stdlib/stats-base-dists-t-quantile';
import type { Observations } from '../../src/core/observations.ts';
import { sortedQuantile } from '../../src/statistics/quantile.ts';
import type { Trial } from './trial.ts';
import { blockOf } from './trial.ts';

/** One clean comment, measured in the ways that the rules ask for. */
export interface Evidence {
  /** Dealt in slots, as Plimsoll does it. */
  readonly slots: Trial;
  readonly observations: Observations;
  /** An earlier run on another machine of the same kind; its base side is what was stored. */
  readonly stored: Trial;
  /** All base, then all head: as many seconds of load. */
  readonly sequential: Trial;
}

export interface Rule {
  readonly name: string;
  /** Whether the rule calls head slower, at 1% one-sided where it is a test. */
  readonly alarms: (evidence: Evidence) => boolean;
}

/** The rules in use elsewhere. */
export const RULES: readonly Rule[] = [
  { name: 'p95 more than 10% over the last stored run', alarms: (e) => p95Ratio(e) > 1.1 },
  { name: 'p95 more than 20% over the last stored run', alarms: (e) => p95Ratio(e) > 1.2 },
  {
    name: 'all base, then all head: Mann-Whitney on all requests',
    alarms: (e) => mannWhitney(allOf(e.sequential, 0), allOf(e.sequential, 1)) > Z,
  },
  { name: "all base, then all head: Welch's t on block p95", alarms: (e) => welch(...blockP95s(e)) > T },
  { name: 'all base, then all head: paired t on block p95', alarms: (e) => pairedT(...blockP95s(e)) > T },
  {
    name: 'same slots: Mann-Whitney on all requests',
    alarms: (e) => mannWhitney(allOf(e.slots, 0), allOf(e.slots, 1)) > Z,
  },
  {
    name: "same slots: Welch's t on all requests",
    alarms: (e) => welch(allOf(e.slots, 0), allOf(e.slots, 1)) > Z,
  },
  {
    name: 'same slots: paired t on p50 and p95 of each endpoint, uncorrected',
    alarms: (e) =>
      e.observations.endpoints.some((_, i) => endpointPairs(e, i).some((pair) => pairedT(...pair) > T)),
  },
];

type Pair = readonly [base: Float64Array, head: Float64Array];

/** Upper 1% points of the normal, and of t for about 75 blocks a side (the exact degrees change the third digit). */
const Z = 2.3263;
const T = tQuantile(0.99, 74);

function p95Ratio({ slots, stored }: Evidence): number {
  return sortedQuantile(allOf(slots, 1).sort(), 0.95) / sortedQuantile(allOf(stored, 0).sort(), 0.95);
}

function blockP95s({ sequential }: Evidence): Pair {
  const side = (of: number): Float64Array =>
    Float64Array.from({ length: sequential.windows }, (_, k) =>
      Math.log(sortedQuantile(blockOf(sequential, k, of).slice().sort(), 0.95)),
    );
  return [side(0), side(1)];
}

function endpointPairs({ observations }: Evidence, endpoint: number): Pair[] {
  const cells = observations.endpoints[endpoint]?.cells ?? [];
  const logs = (side: number, metric: 'p50' | 'p95'): Float64Array =>
    Float64Array.from(cells[side]?.[metric] ?? [], (value) => Math.log(value ?? Number.NaN));
  return [
    [logs(0, 'p50'), logs(1, 'p50')],
    [logs(0, 'p95'), logs(1, 'p95')],
  ];
}

function allOf(trial: Trial, side: number): Float64Array {
  const all = new Float64Array(trial.windows * trial.perSide);
  for (let window = 0; window < trial.windows; window++) {
    all.set(blockOf(trial, window, side), window * trial.perSide);
  }
  return all;
}

/** z of the rank-sum test without ties, positive when head is larger. Sorts its arguments. */
function mannWhitney(base: Float64Array, head: Float64Array): number {
  base.sort();
  head.sort();
  let below = 0;
  let wins = 0;
  for (const latency of head) {
    while (below < base.length && (base[below] as number) < latency) below++;
    wins += below;
  }
  const pairs = base.length * head.length;
  return (wins - pairs / 2) / Math.sqrt((pairs * (base.length + head.length + 1)) / 12);
}

function welch(base: Float64Array, head: Float64Array): number {
  const a = momentsOf(base);
  const b = momentsOf(head);
  return (b.mean - a.mean) / Math.sqrt(a.variance / base.length + b.variance / head.length);
}

function pairedT(base: Float64Array, head: Float64Array): number {
  const { mean, variance } = momentsOf(head.map((value, i) => value - (base[i] as number)));
  return mean / Math.sqrt(variance / head.length);
}

function momentsOf(values: Float64Array): { readonly mean: number; readonly variance: number } {
  let sum = 0;
  for (const value of values) sum += value;
  const mean = sum / values.length;
  let squares = 0;
  for (const value of values) squares += (value - mean) ** 2;
  return { mean, variance: squares / (values.length - 1) };
}
