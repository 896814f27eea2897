import type { Comparison, Judgement, Look, Reason } from '../../src/core/judgement.ts';
import type { Cells, EndpointBlocks, Observations } from '../../src/core/observations.ts';
import { DEFAULT_POLICY, marginFor } from '../../src/core/policy.ts';
import { type Measurement, type Provenance, RESULT_SCHEMA, type Result } from '../../src/core/result.ts';
import { BASE, HEAD } from '../../src/core/side.ts';

/** Head against base in the terms of a table: both values, the change, half its interval, what could have been seen. */
interface Row {
  readonly base: number | null;
  readonly head: number | null;
  readonly change: number;
  readonly half: number;
  readonly sees: number;
  readonly standing?: Comparison['standing'];
  readonly margin?: number | null;
  readonly requests?: readonly [number, number];
}

const RATIO_UNITS: Readonly<Record<string, Comparison['unit']>> = {
  memory: 'bytes',
  throughput: 'per second',
};

export function comparison(endpoint: string | null, metric: string, row: Row): Comparison {
  const share = metric === 'errors' || metric.startsWith('check:');
  return {
    metric,
    endpoint,
    unit: share ? 'share' : (RATIO_UNITS[metric] ?? 'ms'),
    kind: share ? 'difference' : 'ratio',
    base: row.base,
    head: row.head,
    change: { estimate: row.change, low: row.change - row.half, high: row.change + row.half },
    resolution: row.sees,
    margin: row.margin === undefined ? marginFor(DEFAULT_POLICY.margins, metric, endpoint) : row.margin,
    standing: row.standing ?? 'held',
    requests: row.requests ?? [740, 743],
  };
}

/** The run's own rows for a service that did not move, to be overridden by metric. */
export function quietRun(overrides: Readonly<Record<string, Row>> = {}): Comparison[] {
  const rows: Readonly<Record<string, Row>> = {
    p50: { base: 12.1, head: 12.15, change: 0.004, half: 0.012, sees: 0.019 },
    p90: { base: 31.2, head: 31.3, change: 0.003, half: 0.018, sees: 0.028 },
    p95: { base: 48, head: 47.9, change: -0.003, half: 0.021, sees: 0.036 },
    p99: { base: 97.4, head: 99.1, change: 0.017, half: 0.061, sees: 0.094, standing: 'shown' },
    mean: { base: 16.8, head: 16.9, change: 0.005, half: 0.014, sees: 0.022 },
    errors: { base: 0.0002, head: 0.0002, change: 0, half: 0.0011, sees: 0.0031 },
    cpu: { base: 3.12, head: 3.15, change: 0.009, half: 0.011, sees: 0.016 },
    memory: {
      base: 221_249_536,
      head: 223_346_688,
      change: 0.009,
      half: 0.02,
      sees: 0.04,
      standing: 'shown',
    },
    ...overrides,
  };
  return Object.entries(rows).map(([metric, row]) => comparison(null, metric, row));
}

/** An endpoint that did not move; `p95` in ms. */
export function quietEndpoint(name: string, p95: number, requests = 740): Comparison[] {
  const both = [requests, requests + 3] as const;
  const p50 = p95 / 4;
  return [
    comparison(name, 'p50', {
      base: p50,
      head: p50 * 1.006,
      change: 0.006,
      half: 0.03,
      sees: 0.05,
      requests: both,
    }),
    comparison(name, 'p95', {
      base: p95,
      head: p95 * 0.991,
      change: -0.009,
      half: 0.06,
      sees: 0.1,
      requests: both,
    }),
    comparison(name, 'errors', { base: 0, head: 0, change: 0, half: 0.004, sees: 0.009, requests: both }),
  ];
}

export const SHOP = [
  'GET /',
  'GET /items',
  'GET /items/{id}',
  'GET /search',
  'GET /cart',
  'POST /cart',
  'DELETE /cart/{id}',
  'GET /orders',
];

interface Recipe {
  readonly reason: Reason;
  readonly verdict: Judgement['verdict'];
  readonly comparisons: readonly Comparison[];
  readonly limits?: Judgement['limits'];
  readonly windows?: number;
  readonly measurement?: Partial<Measurement>;
  readonly provenance?: Partial<Provenance>;
  readonly notes?: readonly string[];
}

export function buildResult(recipe: Recipe): Result {
  const { verdict, reason, comparisons, limits = [], windows = 32, notes = [] } = recipe;
  const plannedLooks = [12, 20, 32, 45, 60, 75];
  const taken = plannedLooks.filter((look) => look <= windows);
  const gated = comparisons.filter(({ margin }) => margin !== null).length;
  const looks: Look[] = taken.map((at, index) => ({
    windows: at,
    decision: index === taken.length - 1 ? verdict : 'go on',
    held: index * 4,
    gated,
  }));
  return {
    schema: RESULT_SCHEMA,
    judgement: { verdict, reason, comparisons, limits, looks },
    policy: { ...DEFAULT_POLICY, delta: 0.011 },
    measurement: { ...measurementOf(windows), ...recipe.measurement },
    provenance: { ...PROVENANCE, ...recipe.provenance },
    observations: observe(windows),
    notes,
  };
}

const measurementOf = (windows: number): Measurement => ({
  seed: '1f3c9aa-77d02be-1',
  windowMs: 2000,
  slotMs: 250,
  windows,
  windowsMost: 75,
  plannedLooks: [12, 20, 32, 45, 60, 75],
  rate: 70,
  rateSource: 'set',
  requestsPerSecond: 209.6,
  starts: [
    { order: [BASE, HEAD], startUpMs: 1240, firstWindow: 0 },
    { order: [HEAD, BASE], startUpMs: 1190, firstWindow: 15 },
  ],
  startsMost: 4,
  dropped: [0, 0],
  thresholds: [],
});

const PROVENANCE: Provenance = {
  plimsoll: '0.1.0',
  engine: { name: 'k6', version: '2.2.0' },
  startedAt: Date.UTC(2026, 10, 23, 9, 30),
  base: { label: 'main', commit: '1f3c9aa0c8d94f1c8a1f6a34cf0a3f7f6a7c9e21' },
  head: { label: 'checkout-totals', commit: '77d02be4b1f0a2c39e5d6f708192a3b4c5d6e7f8' },
  script: { path: 'load/shop.js', hash: 'b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9' },
  machine: {
    cpu: 'AMD EPYC 7763 64-Core Processor',
    cores: 4,
    memoryBytes: 16_766_750_720,
    system: 'Linux 6.11 x64',
  },
};

/** Blocks in which nothing was seen: what a report says of a comparison does not rest on them. */
function emptyMix(windows: number): EndpointBlocks {
  const none: null[] = Array(windows).fill(null);
  const zeros: number[] = Array(windows).fill(0);
  const cells: Cells = {
    requests: zeros,
    failed: zeros,
    p50: none,
    p90: none,
    p95: none,
    p99: none,
    mean: none,
  };
  return { name: 'all', span: 1, share: 1, cells: [cells, cells] };
}

const observe = (windows: number): Observations => ({
  sides: [BASE, HEAD],
  windows,
  lost: [],
  mix: emptyMix(windows),
  endpoints: [],
  gauges: [],
  peakMemory: [[], []],
  unanswered: [0, 0],
});
