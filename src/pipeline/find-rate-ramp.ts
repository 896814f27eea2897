import { isSaturated, RAMP, type RampStep, rampLeg, rampRates } from '../core/capacity/ramp.ts';
import { createStepCounter } from '../core/capacity/step-counter.ts';
import type { Engine } from '../core/engine.ts';
import type { Failure } from '../core/failure.ts';
import type { Target } from '../core/target.ts';
import { now, sleepUntil } from '../system/clock.ts';
import { untilTold } from './capacity-told.ts';
import { createCoreMeter } from './find-rate-cores.ts';
import type { ReadProcesses } from './meter.ts';
import { underLoad } from './under-load.ts';

/** A side that has the load to itself. */
export interface Alone {
  readonly engine: Engine;
  readonly target: Target;
  /** Resolves when a target ends by itself. */
  readonly died: Promise<Failure>;
  readonly signal: AbortSignal;
}

export interface Climbed {
  readonly kind: 'steps';
  readonly steps: readonly RampStep[];
  /** From spawning the generator to its first slot; long enough for the script's setup(). */
  readonly leadMs: number;
}

export type Ramp =
  | Climbed
  /** The ramp had begun before the generator. */
  | { readonly kind: 'late'; readonly launchMs: number }
  /** Some of the load went elsewhere than to the target. */
  | { readonly kind: 'astray'; readonly origin: string };

/** From spawning the generator to the ramp: what a script without a long setup() needs, and the most that one may take, ms. */
const [LEAD_MS, LEAD_MOST_MS] = [1300, 15_000];

/** A script whose setup() takes longer than that gets a second ramp, which begins when it is ready. */
export async function climb(alone: Alone, readProcesses: ReadProcesses): Promise<Ramp> {
  const first = await rampUp(alone, readProcesses, LEAD_MS);
  return first.kind === 'late' ? rampUp(alone, readProcesses, 1.3 * first.launchMs + 500) : first;
}

async function rampUp(
  { engine, target, died, signal }: Alone,
  readProcesses: ReadProcesses,
  leadMs: number,
): Promise<Ramp> {
  const rates = rampRates();
  const leg = rampLeg(rates.length);
  const spawnedAt = now();
  const startAt = spawnedAt + leadMs;
  const counter = createStepCounter({ leg, startAt, guardMs: RAMP.guardMs });
  const generators = engine.run(
    {
      targets: [target],
      order: [0],
      leg,
      startAt,
      rate: RAMP.mostRate,
      users: { ready: RAMP.users, most: RAMP.users },
      // To drop an arrival costs k6 an iteration, of which a saturated generator has none to spare.
      pace: { kind: 'steps', factors: rates.map((rate) => rate / RAMP.mostRate), late: 'served' },
    },
    counter,
  );
  const meter = createCoreMeter(readProcesses, () => ({
    generators: generators.pids?.() ?? [],
    service: target.pid,
  }));
  const hasBegun = (): boolean => rates.some((_, window) => counter.read(window, 0).begun > 0);
  return underLoad({ generators, died, signal }, async (within) => {
    const cores: ReturnType<typeof meter>[] = [];
    await sleepUntil(startAt, within);
    meter();
    for (let done = 1; done <= rates.length; done++) {
      await sleepUntil(startAt + done * RAMP.stepMs, within);
      cores.push(meter());
      await untilTold(counter, startAt + done * RAMP.stepMs, within);
      const [origin] = counter.strays;
      if (origin !== undefined) return { kind: 'astray', origin };
      if (done === 2 && !hasBegun()) break;
      const steps = cores.map((taken, window) => ({ ...counter.read(window, 0), ...taken }));
      if (isSaturated(steps) || done === rates.length) return { kind: 'steps', steps, leadMs };
    }
    while (!hasBegun() && now() < spawnedAt + LEAD_MOST_MS) await sleepUntil(now() + 50, within);
    return hasBegun() ? { kind: 'late', launchMs: now() - spawnedAt } : { kind: 'steps', steps: [], leadMs };
  });
}
