import { CPU, createFold } from '../../../src/core/fold.ts';
import type { Observations } from '../../../src/core/observations.ts';
import { BASE, HEAD, type Side } from '../../../src/core/side.ts';
import { type Random, seededRandom } from '../../../src/statistics/random.ts';

/** Requests that go through the same fold as those of an engine. */
export interface FoldedRun {
  readonly seed: string;
  readonly windows: number;
  readonly sides?: readonly Side[];
  readonly endpoints: readonly FoldedEndpoint[];
  /** Windows in which the generator failed. */
  readonly lost?: readonly number[];
  /** Level of the machine, as a multiple. */
  readonly machine?: number;
}

export interface FoldedEndpoint {
  readonly name: string;
  /** Requests in a window, each side. */
  readonly perWindow: number;
  /** Median latency, ms. */
  readonly median: number;
  /** Head's latency as a multiple of base's. */
  readonly factor?: number;
}

const NOISE = { window: 0.05, request: 0.3, cpu: 0.03 } as const;

export function foldRun(run: FoldedRun): Observations {
  const { windows, sides = [BASE, HEAD], endpoints, lost = [], machine = 1 } = run;
  const random = seededRandom(run.seed);
  const fold = createFold({ sides, windows });
  for (const window of lost) fold.loseWindow(window);
  for (let window = 0; window < windows; window++) {
    const level = machine * Math.exp(NOISE.window * normal(random)) * (lost.includes(window) ? 6 : 1);
    for (const [side, name] of sides.entries()) {
      for (const { name: endpoint, perWindow, median, factor = 1 } of endpoints) {
        const own = level * median * (name === HEAD ? factor : 1);
        for (let i = 0; i < perWindow; i++) {
          const durationMs = own * Math.exp(NOISE.request * normal(random));
          fold.request({ window, side, endpoint, durationMs, failed: random() < 0.0005, endedAt: 0 });
        }
      }
      const spent = endpoints.reduce((sum, { perWindow }) => sum + perWindow, 0) * 2;
      fold.setGauge(CPU, { window, side, value: spent * level * Math.exp(NOISE.cpu * normal(random)) });
    }
  }
  return fold.observe(windows);
}

/** Box and Muller. */
const normal = (random: Random): number =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
