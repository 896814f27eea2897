import { explainChanges } from '../../src/core/configuration/attribution.ts';
import { type Cause, MIXED } from '../../src/core/configuration/explained.ts';
import type { Cells, Observations } from '../../src/core/observations.ts';
import { DEFAULT_POLICY } from '../../src/core/policy.ts';
import { BASE, HEAD } from '../../src/core/side.ts';
import { type Random, seededRandom } from '../../src/statistics/random.ts';
import type { CaseFinding } from './shop-repository.ts';

/** What a hosted runner is like: spreads as sds of logarithms. */
const WORLD = {
  windows: 36,
  startsEvery: 9,
  /** Shared by all sides, from window to window. */
  machine: 0.25,
  /** Of each side by itself: p95 of 50 ms slots, a third of the load each. */
  window: 0.08,
  /** Between two starts of one build. */
  start: 0.01,
  /** Chance that a window hits one side alone, and by how much. */
  burst: 0.03,
  burstBy: 0.6,
} as const;

/** How far code and configuration move p95, in %. */
const CASES: readonly { readonly truth: Cause; readonly code: number; readonly configuration: number }[] = [
  ...[15, 30, 100].map((size) => ({ truth: 'code' as const, code: size, configuration: 0 })),
  ...[15, 30, 100].map((size) => ({ truth: 'configuration' as const, code: 0, configuration: size })),
  ...[15, 30].map((size) => ({ truth: 'both' as const, code: size, configuration: size })),
  { truth: 'both', code: 20, configuration: -20 },
  { truth: 'neither', code: 0, configuration: 0 },
];

/** Attribution on windows that were made up, where the truth is known to the digit. */
export function simulateAttribution(runs: number): CaseFinding {
  const rows: string[][] = [];
  const shares: number[] = [];
  let inside = 0;
  let wrong = 0;
  for (const { truth, code, configuration } of CASES) {
    const said = new Map<Cause, number>();
    for (let run = 0; run < runs; run++) {
      const random = seededRandom(`${truth} ${code} ${configuration} ${run}`);
      const factors = { code: 1 + code / 100, configuration: 1 + configuration / 100 };
      const [one] = explainChanges({
        ...{ observations: observe(factors, random), policy: DEFAULT_POLICY },
        ...{ windowsMost: WORLD.windows, seed: `${run}`, asked: [{ metric: 'p95', endpoint: null }] },
      });
      if (one === undefined) continue;
      said.set(one.cause, (said.get(one.cause) ?? 0) + 1);
      const holds = (part: { low: number; high: number }, truly: number): boolean =>
        part.low <= truly / 100 && part.high >= truly / 100;
      if (holds(one.code, code) && holds(one.configuration, configuration)) inside++;
    }
    const right = said.get(truth) ?? 0;
    wrong += runs - right - (said.get('open') ?? 0);
    shares.push(right / runs);
    const column = (cause: Cause): string => `${said.get(cause) ?? 0}`;
    rows.push([
      truth,
      `${code}%`,
      `${configuration}%`,
      ...(['code', 'configuration', 'both', 'neither', 'open'] as const).map(column),
      `${((100 * right) / runs).toFixed(0)}%`,
    ]);
  }
  const all = CASES.length * runs;
  const percent = (count: number): string => `${((100 * count) / all).toFixed(1)}% of ${all}`;
  return {
    title: `Code or configuration, simulated: ${WORLD.windows} windows, ${runs} runs a case`,
    header: ['truth', 'code', 'configuration', 'code', 'configuration', 'both', 'neither', 'open', 'right'],
    rows,
    claims: [
      {
        name: 'simulated, every case is right in 9 of 10',
        holds: shares.every((share) => share >= 0.9),
        figure: `least ${(100 * Math.min(...shares)).toFixed(0)}%`,
      },
      {
        name: 'simulated, a wrong cause in at most 5 of 100',
        holds: wrong <= 0.05 * all,
        figure: percent(wrong),
      },
      {
        name: 'simulated, both intervals hold together in 93 of 100 or more',
        holds: inside >= 0.93 * all,
        figure: percent(inside),
      },
    ],
  };
}

interface Factors {
  readonly code: number;
  readonly configuration: number;
}

function observe({ code, configuration }: Factors, random: Random): Observations {
  const { windows, startsEvery, machine, window, start, burst, burstBy } = WORLD;
  const level = Array.from({ length: windows }, () => machine * normal(random));
  const side = (factor: number): Cells => {
    let bias = 0;
    const logs = level.map((shared, at) => {
      if (at % startsEvery === 0) bias = start * normal(random);
      const hit = random() < burst ? burstBy * random() : 0;
      return Math.log(factor) + shared + bias + hit + window * normal(random);
    });
    const times = (median: number): number[] => logs.map((log) => median * Math.exp(log));
    const counts = (many: number): number[] => logs.map(() => many);
    return {
      ...{ requests: counts(300), failed: counts(0) },
      ...{ p50: times(10), p90: times(20), p95: times(30), p99: times(60), mean: times(12) },
    };
  };
  const cells = [side(1), side(code * configuration), side(code)];
  const blocks = { name: 'GET /', span: 1 as const, share: 1, cells };
  return {
    ...{ sides: [BASE, HEAD, MIXED], windows, lost: [], gauges: [] },
    ...{ mix: { ...blocks, name: '' }, endpoints: [blocks] },
    ...{ peakMemory: [[], [], []], unanswered: [0, 0, 0] },
  };
}

/** Box and Muller. */
const normal = (random: Random): number =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
