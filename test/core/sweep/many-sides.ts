import type { Observations } from '../../../src/core/observations.ts';
import { sortedQuantile } from '../../../src/statistics/quantile.ts';
import { type Random, seededRandom } from '../../../src/statistics/random.ts';

export interface ManySides {
  readonly windows: number;
  readonly seed: string;
  /** Latency of each side as a multiple of the first's, which is 1. */
  readonly slowdown: readonly number[];
  /** CPU per request, likewise. */
  readonly cpu?: readonly number[];
  /** Failed shares. */
  readonly failing?: readonly number[];
  readonly requests?: number;
  /** Sd of a machine's pauses, which are one-sided; they make blocks skewed. */
  readonly skew?: number;
}

/** A made-up sweep of one endpoint: lognormal latencies, a level shared by all sides of a window, and skewed noise of each block. */
export function synthesizeSides(run: ManySides): Observations {
  const { windows, slowdown, requests = 40, skew = 0, failing = [], cpu = slowdown.map(() => 1) } = run;
  const random = seededRandom(run.seed);
  const levels = Array.from({ length: windows }, () => 0.1 * normal(random));
  const sides = slowdown.map((_, side) => `v${side + 1}`);
  const cells = slowdown.map((factor, side) => {
    const blocks = levels.map((level) => {
      const pause = skew * Math.max(0, normal(random)) ** 2;
      const served = Array.from({ length: requests }, () =>
        random() < (failing[side] ?? 0)
          ? Number.NaN
          : 10 * factor * Math.exp(level + pause + 0.3 * normal(random)),
      );
      const answers = Float64Array.from(served.filter((value) => !Number.isNaN(value))).sort();
      const at = (p: number): number | null => (answers.length < 5 ? null : sortedQuantile(answers, p));
      const mean =
        answers.length === 0 ? null : answers.reduce((sum, each) => sum + each, 0) / answers.length;
      return {
        ...{ requests, failed: requests - answers.length, mean },
        ...{ p50: at(0.5), p90: at(0.9), p95: at(0.95), p99: at(0.99) },
      };
    });
    const column = <K extends keyof (typeof blocks)[number]>(key: K) => blocks.map((block) => block[key]);
    return {
      ...{ requests: column('requests'), failed: column('failed'), mean: column('mean') },
      ...{ p50: column('p50'), p90: column('p90'), p95: column('p95'), p99: column('p99') },
    };
  });
  const blocks = { span: 1, share: 1, cells } as const;
  return {
    ...{ sides, windows, lost: [], unanswered: sides.map(() => 0), peakMemory: sides.map(() => []) },
    mix: { name: '', ...blocks },
    endpoints: [{ name: 'GET /', ...blocks }],
    gauges: [
      {
        ...{ metric: 'cpu', unit: 'ms', scale: 'log', worse: 'up' },
        values: cpu.map((factor) =>
          levels.map((level) => 2 * factor * Math.exp(level + 0.03 * normal(random))),
        ),
      },
    ],
  };
}

/** Box and Muller. */
function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
