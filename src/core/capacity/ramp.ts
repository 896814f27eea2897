import { type Leg, soloLeg } from '../schedule.ts';
import type { Capacity } from './capacity.ts';
import type { Step } from './step-counter.ts';

/**
 * The ramp's shape: 13 steps at most, from a trickle to the most that a plan may ask for. A second holds enough answers to tell
 * growth from none; 75% more each step costs few steps and never overloads a service far.
 */
export const RAMP = {
  firstRate: 20,
  growth: 1.75,
  mostRate: 10_000,
  stepMs: 1000,
  guardMs: 250,
  users: 200,
} as const;

/** Iterations per second offered, step by step. */
export function rampRates(): number[] {
  const rates: number[] = [];
  for (let rate = RAMP.firstRate; rate < RAMP.mostRate; rate *= RAMP.growth) rates.push(rate);
  return [...rates, RAMP.mostRate];
}

/** The ramp as a leg of one side. */
export const rampLeg = (steps: number): Leg =>
  soloLeg({ windows: steps, windowMs: RAMP.stepMs, warmupWindows: 0 });

/** A step of the ramp with what the processors did meanwhile, in cores; null where the system does not tell. */
export interface RampStep extends Step {
  readonly generatorCores: number | null;
  readonly serviceCores: number | null;
}

/** Below this a step counts as no growth; the rate offered grew by 75%. */
const GROWTH = 1.05;
/** Steps without growth that end the ramp; one or two alone may be a pause of the machine. */
const FLAT = 3;
/** Share of the offered rate from which a step counts as done. */
const KEPT_UP = 0.9;
/** Share of the best step from which another says the same. */
const NEAR = 0.9;
/** Ended iterations that a capacity must rest on. */
const ENOUGH = 20;

/** Whether more load would bring nothing more. */
export function isSaturated(steps: readonly RampStep[]): boolean {
  const flat = flatSteps(steps);
  return flat.length >= FLAT && endedIn(flat) >= ENOUGH;
}

/** What the ramp says; null when nothing was ever finished. */
export function readCapacity(steps: readonly RampStep[], cores: number): Capacity | null {
  const perSecond = sustained(steps) || bestOf(steps);
  if (perSecond === 0) return null;
  const iterationMs = iterationTime(steps, perSecond);
  const last = steps.length - 1;
  const limit = keptUp(steps, last) ? 'none' : limitOf(steps[last] as RampStep, { iterationMs, cores });
  return { perSecond, limit, iterationMs };
}

/** The steps that show the limit, on average: the best of several noisy seconds is more than what they sustain. The best where overload costs more than noise does. */
function sustained(steps: readonly RampStep[]): number {
  const best = bestOf(steps.filter((step) => endedIn([step]) >= ENOUGH));
  const full = steps.filter((step, at) => !keptUp(steps, at) && step.finished >= NEAR * best);
  return best > 0 && full.length > 0 ? meanFinished(full) : Math.max(best, meanFinished(flatSteps(steps)));
}

/** The latest steps that brought no growth over the best one before them. */
function flatSteps(steps: readonly RampStep[]): readonly RampStep[] {
  let best = 0;
  let flat = 0;
  for (const { finished } of steps) {
    flat = best > 0 && finished < GROWTH * best ? flat + 1 : 0;
    best = Math.max(best, finished);
  }
  return steps.slice(steps.length - flat);
}

/** Iterations per second, failed ones left out; 0 without steps. */
export const meanFinished = (steps: readonly Pick<Step, 'finished'>[]): number =>
  steps.reduce((sum, { finished }) => sum + finished, 0) / Math.max(1, steps.length);

const bestOf = (steps: readonly RampStep[]): number => Math.max(0, ...steps.map(({ finished }) => finished));

/** Whether a step still got done what was offered. */
const keptUp = (steps: readonly RampStep[], at: number): boolean =>
  (steps[at]?.finished ?? 0) >= KEPT_UP * (rampRates()[at] ?? 0);

const endedIn = (steps: readonly RampStep[]): number =>
  (steps.reduce((sum, { finished }) => sum + finished, 0) * RAMP.stepMs) / 1000;

/**
 * Little's law, in the best of the steps with at most half of the load that saturates: a pause of the machine makes iterations
 * longer, never shorter. The first step where there is none of those.
 */
function iterationTime(steps: readonly RampStep[], perSecond: number): number {
  const done = steps.filter(({ finished }) => finished > 0);
  const light = done.filter(({ finished }) => finished <= perSecond / 2);
  const used = light.length > 0 ? light : done.slice(0, 1);
  return Math.min(...used.map(({ users, finished }) => (1000 * users) / finished));
}

/** Shares from which users, the machine and the generator count as used up. */
const [BUSY_USERS, BUSY_MACHINE, BUSY_CORE] = [0.9, 0.85, 0.9];

function limitOf(
  last: RampStep,
  { iterationMs, cores }: { readonly iterationMs: number; readonly cores: number },
): Capacity['limit'] {
  const waitMs = (1000 * last.users) / Math.max(last.finished, 1e-9);
  if (last.users >= BUSY_USERS * (RAMP.users - 1) && waitMs < 2 * iterationMs) return 'users';
  const [generator, service] = [last.generatorCores ?? 0, last.serviceCores ?? 0];
  const isFull = generator + service >= BUSY_MACHINE * cores;
  return isFull && generator > service && service < BUSY_CORE ? 'generator' : 'service';
}
