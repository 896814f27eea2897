import type { Conditions, Level, Recording } from '../../src/core/baseline/recording.ts';
import type { Random } from '../../src/statistics/random.ts';

/** A made-up service whose runs differ from one another by chance. */
export interface World {
  /** Sd between runs, of logarithms. */
  readonly sd: number;
  /** Correlation of any two metrics of one run. */
  readonly correlation: number;
  /** Share of failed requests. */
  readonly failing: number;
}

const RUN = ['p50', 'p90', 'p95', 'mean', 'cpu', 'memory', 'throughput'] as const;
const ENDPOINTS = ['GET /', 'GET /items', 'GET /items/{id}', 'POST /cart', 'GET /cart', 'POST /orders'];
const REQUESTS = 10_000;

/** Twenty gated metrics: seven of the run, two of each endpoint, and the run's errors. `factor`: slowdown of this run. */
export function drawLevels({ sd, correlation, failing }: World, random: Random, factor = 1): Level[] {
  const common = normal(random);
  const draw = (size: number): number =>
    size *
    factor *
    Math.exp(sd * (Math.sqrt(correlation) * common + Math.sqrt(1 - correlation) * normal(random)));
  const log = (metric: string, endpoint: string | null): Level => {
    const value = metric === 'throughput' ? 1e4 / draw(10) : draw(metric === 'p50' ? 10 : 30);
    return { ...LOG, metric, endpoint, value, ratio: metric === 'memory' ? null : value / 5 };
  };
  return [
    ...RUN.map((metric) => log(metric, null)),
    { ...LOG, ...SHARE, value: countFailures(failing, random) / REQUESTS },
    ...ENDPOINTS.flatMap((endpoint) => [log('p50', endpoint), log('p95', endpoint)]),
  ];
}

const LOG = { unit: 'ms', scale: 'log', spread: 0.1, requests: REQUESTS } as const;
const SHARE = { metric: 'errors', endpoint: null, unit: 'share', scale: 'count', ratio: null } as const;

export const recordingOf = (levels: readonly Level[], at = 0): Recording => ({
  commit: `${at}`.padStart(40, '0'),
  at,
  run: `${at}`,
  release: null,
  conditions: CONDITIONS,
  levels,
  sketches: [],
});

export const CONDITIONS: Conditions = {
  plimsoll: '0.1.0',
  engine: { name: 'k6', version: '2.2.0' },
  script: 'b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9',
  load: { rate: 50, windows: 30, windowMs: 2000 },
  machine: {
    cpu: 'AMD EPYC 7763 64-Core Processor',
    cores: 4,
    memoryBytes: 16_766_750_720,
    kernel: '6.11.0-1018-azure',
    image: 'ubuntu24 20261101.1',
  },
  target: 'a3f7f6a7c9e21b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee908',
  reference: '1',
};

/** Box and Muller. */
export function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** Poisson by multiplication, for a few failures in many requests. */
function countFailures(share: number, random: Random): number {
  const floor = Math.exp(-share * REQUESTS);
  let count = 0;
  for (let product = random(); product > floor; product *= random()) count++;
  return count;
}
