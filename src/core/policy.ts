/** Metrics that a margin or a limit can be set for. Others (checks, the script's own, what servers say) are named `check:NAME`, `metric:NAME` and `observed:NAME`. */
export const METRICS = [
  'p50',
  'p90',
  'p95',
  'p99',
  'mean',
  'errors',
  'throughput',
  'capacity',
  'backlog',
  'cpu',
  'memory',
] as const;
export type MetricName =
  | (typeof METRICS)[number]
  | `check:${string}`
  | `metric:${string}`
  | `observed:${string}`;

/** The change for the worse that a pass must rule out: a ratio minus one (0.1 = +10%) for latencies, CPU and memory; a share (0.005 = 0.5 pp) for errors and checks. Null: shown, not gated. */
export type Margin = number | null;

/** Margins by metric, at run level, for every endpoint, and for named endpoints (which go before the others). */
export interface Margins {
  readonly run: Readonly<Record<string, Margin>>;
  readonly endpoint: Readonly<Record<string, Margin>>;
  readonly endpoints: Readonly<Record<string, Readonly<Record<string, Margin>>>>;
}

/** An absolute bound on head that holds whatever base does; `endpoint` null means the run. Unit of the metric: ms, share, 1/s, bytes. */
export interface Limit {
  readonly metric: MetricName;
  readonly endpoint: string | null;
  readonly most: number;
}

/** The rules of a verdict. */
export interface Policy {
  /** Probability that a comment with no real change behind it says fail; in (0, 0.1]. */
  readonly alpha: number;
  /** Probability that a metric worse by its margin is passed; in (0, 0.2]. */
  readonly beta: number;
  /**
   * Allowance for the difference between two starts of one build, as a ratio minus one: the change that is never held
   * against head. Whatever is proven worse by more fails, be it within the margin or not.
   */
  readonly delta: number;
  readonly margins: Margins;
  readonly limits: readonly Limit[];
}

/** Wide enough to be proven within minutes on a hosted runner, narrow enough to matter; docs/how-it-decides.md argues each. */
export const DEFAULT_MARGINS: Margins = {
  run: {
    p50: 0.05,
    p90: 0.1,
    p95: 0.1,
    p99: null,
    mean: 0.1,
    errors: 0.005,
    throughput: 0.05,
    capacity: 0.05,
    backlog: 0.05,
    cpu: 0.1,
    memory: 0.1,
  },
  endpoint: { p50: 0.1, p95: 0.25, errors: 0.02 },
  endpoints: {},
};

/** Times the defaults: stored recordings differ from one another by as much as side by side is never seen (bench/baseline). */
const STORED_FACTOR = 4;

/** Defaults for head against stored recordings. Shares of failures differ no more there than they do side by side. */
export const STORED_MARGINS: Margins = {
  run: widen(DEFAULT_MARGINS.run),
  endpoint: widen(DEFAULT_MARGINS.endpoint),
  endpoints: {},
};

function widen(margins: Margins['run']): Margins['run'] {
  return Object.fromEntries(
    Object.entries(margins).map(([metric, margin]) => [
      metric,
      margin === null || metric === 'errors' ? margin : STORED_FACTOR * margin,
    ]),
  );
}

export const NO_MARGINS: Margins = { run: {}, endpoint: {}, endpoints: {} };

/** Margins that were set, and the defaults for the others. */
export const fillMargins = (own: Margins, defaults: Margins): Margins => ({
  run: { ...defaults.run, ...own.run },
  endpoint: { ...defaults.endpoint, ...own.endpoint },
  endpoints: own.endpoints,
});

export const DEFAULT_POLICY: Policy = {
  alpha: 0.01,
  beta: 0.05,
  delta: 0.01,
  margins: DEFAULT_MARGINS,
  limits: [],
};

/** The margin that holds for a metric of an endpoint, or of the run when `endpoint` is null. */
export function marginFor(margins: Margins, metric: string, endpoint: string | null): Margin {
  if (endpoint === null) return margins.run[metric] ?? null;
  const own = margins.endpoints[endpoint];
  if (own !== undefined && metric in own) return own[metric] ?? null;
  return margins.endpoint[metric] ?? null;
}
