/** A side at one multiple of today's load. */
export interface GrowthStep {
  readonly factor: number;
  /** Requests per second that the offered iterations would make, and those that came to a good end. */
  readonly offered: number;
  readonly goodput: number;
  readonly failedShare: number;
  readonly p50Ms: number | null;
  readonly p95Ms: number | null;
  /** Mean requests in flight: what is served and what queues. */
  readonly inFlight: number;
  /** CPU time per request, ms; null where the system does not tell. */
  readonly cpuMs: number | null;
}

export type StallSign = 'errors' | 'goodput' | 'latency';

/** The load at which a side stops keeping up. */
export interface Stall {
  readonly factor: number;
  readonly signs: readonly StallSign[];
}

const ERRORS_MORE = 0.01;
/** A side that fails half of its requests has stalled, even if it always did. */
const ERRORS_MOST = 0.5;
const GOODPUT_LEAST = 0.95;
const LATENCY_TIMES = 5;
/** Nobody calls a service stalled that answers within this, whatever it did at rest, ms. */
const LATENCY_FLOOR = 25;

/**
 * The lowest step from which on a side no longer keeps up; null when it stood them all. A step that later ones recover from was
 * a pause of the machine.
 */
export function findStall(steps: readonly GrowthStep[]): Stall | null {
  const signs = steps.map((_, at) => signsAt(steps, at));
  const lastSound = signs.findLastIndex((each) => each.length === 0);
  const first = steps[lastSound + 1];
  return first === undefined ? null : { factor: first.factor, signs: signs[lastSound + 1] as StallSign[] };
}

/** What says that a step is beyond the side, gravest first. */
export function signsAt(steps: readonly GrowthStep[], at: number): StallSign[] {
  const [first, step, before] = [steps[0], steps[at], steps[at - 1]];
  if (first === undefined || step === undefined) return [];
  const signs: StallSign[] = [];
  // The first step has none before it, so its errors are its own.
  const usual = at === 0 ? 0 : first.failedShare;
  if (step.failedShare > Math.min(usual + ERRORS_MORE, ERRORS_MOST)) signs.push('errors');
  if (step.goodput < GOODPUT_LEAST * (1 - first.failedShare) * step.offered) signs.push('goodput');
  if (step.p95Ms !== null && leftItsLine(step.p95Ms, first.p95Ms, before?.p95Ms ?? null))
    signs.push('latency');
  return signs;
}

function leftItsLine(p95: number, atRest: number | null, before: number | null): boolean {
  if (atRest === null || before === null) return false;
  return p95 > LATENCY_FLOOR && p95 > LATENCY_TIMES * atRest && p95 > before;
}
