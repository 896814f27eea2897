import { startOrder } from '../../../src/core/design.ts';
import type { Cells, EndpointBlocks, Observations } from '../../../src/core/observations.ts';
import type { Result } from '../../../src/core/result.ts';
import { BASE, HEAD } from '../../../src/core/side.ts';
import { type Random, seededRandom } from '../../../src/statistics/random.ts';
import { buildResult, quietRun } from '../../report/result-builder.ts';

/** A build compared with itself, with what is known to be wrong with its starts; sds and biases of log(head / base). */
export interface ComposedRun {
  readonly seed: string;
  readonly starts?: number;
  readonly windowsAStart?: number;
  /** Sd of a window's difference. */
  readonly noise?: number;
  /** Sd between starts. */
  readonly sd?: number;
  /** How much more the side that was started first takes. */
  readonly first?: number;
  readonly verdict?: Result['judgement']['verdict'];
  readonly comparisons?: Result['judgement']['comparisons'];
  /** Every start begins with base. */
  readonly oneOrder?: boolean;
  readonly dropped?: readonly [number, number];
}

const REASONS = { pass: 'held', fail: 'worse' } as const;

export function composeRun(run: ComposedRun): Result {
  const { starts = 4, windowsAStart = 15, verdict = 'pass', comparisons = quietRun() } = run;
  const windows = starts * windowsAStart;
  const result = buildResult({
    verdict,
    reason: verdict === 'inconclusive' ? { kind: 'open', windowsNeeded: null } : { kind: REASONS[verdict] },
    comparisons,
    windows,
    measurement: {
      seed: run.seed,
      starts: Array.from({ length: starts }, (_, start) => ({
        order: orderOf(run, start).map((side) => [BASE, HEAD][side] as string),
        startUpMs: 100,
        firstWindow: start * windowsAStart,
      })),
      dropped: run.dropped ?? [0, 0],
    },
  });
  return { ...result, observations: observe(run, windows, windowsAStart, result.observations) };
}

const orderOf = ({ oneOrder }: ComposedRun, start: number): number[] =>
  oneOrder === true ? [0, 1] : startOrder(start, 2);

function observe(run: ComposedRun, windows: number, each: number, empty: Observations): Observations {
  const { noise = 0.03, sd = 0, first = 0 } = run;
  const random = seededRandom(run.seed);
  const effects = Array.from({ length: windows / each }, (_, start) => {
    const baseFirst = orderOf(run, start)[0] === 0;
    return (baseFirst ? -first : first) + sd * normal(random);
  });
  const differences = Array.from(
    { length: windows },
    (_, window) => (effects[Math.floor(window / each)] as number) + noise * normal(random),
  );
  const sides = [differences.map(() => 10), differences.map((difference) => 10 * Math.exp(difference))];
  const blocks: EndpointBlocks = { name: 'GET /', span: 1, share: 1, cells: sides.map(cellsOf) };
  return {
    ...empty,
    mix: { ...blocks, name: '' },
    endpoints: [blocks],
    gauges: [{ metric: 'cpu', unit: 'ms', scale: 'log', worse: 'up', values: sides }],
  };
}

const cellsOf = (latencies: readonly number[]): Cells => ({
  requests: latencies.map(() => 100),
  failed: latencies.map(() => 0),
  p50: latencies,
  p90: latencies,
  p95: latencies,
  p99: latencies,
  mean: latencies,
});

/** Box and Muller. */
const normal = (random: Random): number =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
