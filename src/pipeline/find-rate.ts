import { type Capacity, rateFor } from '../core/capacity/capacity.ts';
import { isSaturated, RAMP, type RampStep, rampLeg, rampRates, readCapacity } from '../core/capacity/ramp.ts';
import { createStepCounter } from '../core/capacity/step-counter.ts';
import type { Engine } from '../core/engine.ts';
import type { RunningTargets, Target, TargetSource } from '../core/target.ts';
import { now, sleepUntil } from '../system/clock.ts';
import { untilTold } from './capacity-told.ts';
import { createCoreMeter } from './find-rate-cores.ts';
import type { ReadProcesses } from './meter.ts';
import type { Surroundings } from './surroundings.ts';
import { underLoad } from './under-load.ts';

export interface RateSearch {
  readonly engine: Engine;
  readonly source: TargetSource;
  readonly readProcesses: ReadProcesses;
  /** Index of the side whose capacity is looked for. */
  readonly side: number;
  /** Of this machine. */
  readonly cores: number;
}

export interface FoundRate {
  /** Iterations per second to compare at. */
  readonly rate: number;
  readonly capacity: Capacity;
}

/**
 * A short ramp on one side alone, to where its goodput stops growing. The targets are brought up for it and down again, so that
 * what is compared afterwards has seen no load that the other side has not. Null when nothing was ever finished.
 */
export async function findRate(search: RateSearch, surroundings: Surroundings): Promise<FoundRate | null> {
  const { source } = search;
  const { say, signal } = surroundings;
  const side = source.sides[search.side] ?? '';
  const order = source.sides.map((_, index) => index);
  await using running = await source.start(order, signal);
  say(`looking for what ${side} sustains`);
  const began = now();
  const ramp = await climb(search, running, signal);
  if (ramp.kind === 'astray') {
    say(
      `no load was looked for: the script also asks ${ramp.origin}, which is not ours to drive to its limits`,
    );
    return null;
  }
  const capacity = ramp.kind === 'steps' ? readCapacity(ramp.steps, search.cores) : null;
  if (capacity === null) {
    say(`${side} finished no iteration while its capacity was looked for`);
    return null;
  }
  const rate = rateFor(capacity);
  const seconds = ((now() - began) / 1000).toFixed(0);
  say(`${sayCapacity(side, capacity)}, seen in ${seconds} s; 65% of it are ${rate}`);
  return { rate, capacity };
}

export function sayCapacity(side: string, { perSecond, limit }: Capacity): string {
  const number = `${Number(perSecond.toPrecision(3))} iterations/s`;
  switch (limit) {
    case 'service':
      return `${side} sustains ${number}`;
    case 'generator':
      return `${side} was given ${number} when the load generator had used up this machine's processors`;
    case 'users':
      return `${side} was given ${number} when all ${RAMP.users} virtual users waited for answers`;
    case 'none':
      return `${side} sustains at least ${number}`;
  }
}

/** From spawning the generator to the ramp: what a script without a long setup() needs, and the most that one may take, ms. */
const [LEAD_MS, LEAD_MOST_MS] = [1300, 15_000];

/** A script whose setup() takes longer than that gets a second ramp, which begins when it is ready. */
async function climb(search: RateSearch, running: RunningTargets, signal: AbortSignal): Promise<Ramp> {
  const first = await rampUp(search, running, { leadMs: LEAD_MS, signal });
  return first.kind === 'late'
    ? rampUp(search, running, { leadMs: 1.3 * first.launchMs + 500, signal })
    : first;
}

type Ramp =
  | { readonly kind: 'steps'; readonly steps: RampStep[] }
  /** The ramp had begun before the generator. */
  | { readonly kind: 'late'; readonly launchMs: number }
  /** Some of the load went elsewhere than to the target. */
  | { readonly kind: 'astray'; readonly origin: string };

async function rampUp(
  { engine, readProcesses, side }: RateSearch,
  running: RunningTargets,
  { leadMs, signal }: { readonly leadMs: number; readonly signal: AbortSignal },
): Promise<Ramp> {
  const rates = rampRates();
  const target = running.targets[side] as Target;
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
  return underLoad({ generators, died: running.died, signal }, async (within) => {
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
      if (isSaturated(steps) || done === rates.length) return { kind: 'steps', steps };
    }
    while (!hasBegun() && now() < spawnedAt + LEAD_MOST_MS) await sleepUntil(now() + 50, within);
    return hasBegun() ? { kind: 'late', launchMs: now() - spawnedAt } : { kind: 'steps', steps: [] };
  });
}
