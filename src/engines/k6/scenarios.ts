import { endOf, type LegRun, type ScriptFacts } from '../../core/engine.ts';
import { leadOf } from './own-time.ts';

/** One scenario of the script under the load that we plan for it. */
export interface PlannedScenario {
  readonly name: string;
  /** The user's function, and the exported one of ours that lets it through. */
  readonly exec: string;
  readonly gate: string;
  /** Mean time between two arrivals while the side has the load, ms. */
  readonly gapMs: number;
  /** In k6's own words: constant arrivals, or constant users where the wrapper itself sets their pace. */
  readonly load: {
    readonly executor: 'constant-arrival-rate' | 'constant-vus';
    readonly rate?: number;
    readonly timeUnit?: string;
    readonly duration: string;
    readonly preAllocatedVUs?: number;
    readonly maxVUs?: number;
    readonly vus?: number;
    readonly gracefulStop: string;
  };
}

/**
 * Shares the rate and the virtual users out among the script's scenarios. Users go half by weight and half in
 * equal parts, because a rare scenario is often a slow one; those who only wait for their slot come on top.
 */
export function planScenarios(
  scenarios: ScriptFacts['scenarios'],
  run: LegRun,
  { side, now }: { readonly side: number; readonly now: number },
): readonly PlannedScenario[] {
  const { sides } = run.leg;
  const leadSeconds = leadOf(run.leg, side) / 1000;
  const durationMs = Math.max(endOf(run) - now, 0) + OVERTIME_MS;
  return scenarios.map(({ name, exec, weight }, index) => {
    const perSecond = run.rate * weight;
    const share = (weight + 1 / scenarios.length) / 2;
    const arrivals = perSecond / sides;
    const waiting = Math.ceil(arrivals * leadSeconds);
    const ready = Math.max(1, Math.ceil(run.users.ready * share)) + waiting;
    const lasts = { duration: `${Math.ceil(durationMs)}ms`, gracefulStop: '10s' };
    const most = Math.max(1, Math.ceil(run.users.most * share));
    return {
      name,
      exec,
      gate: `plimsoll_${index}`,
      gapMs: 1000 / perSecond,
      load:
        run.pace === undefined
          ? {
              executor: 'constant-arrival-rate',
              ...arrivalRate(arrivals),
              ...lasts,
              preAllocatedVUs: ready,
              maxVUs: Math.max(ready, most + waiting),
            }
          : { executor: 'constant-vus', vus: most, ...lasts },
    };
  });
}

/** k6 takes whole numbers of iterations only: a fraction is written as a whole number in an odd stretch of about ten seconds. */
export function arrivalRate(perSecond: number): { rate: number; timeUnit: string } {
  if (Number.isInteger(perSecond)) return { rate: perSecond, timeUnit: '1s' };
  const rate = Math.max(1, Math.floor(perSecond * 10));
  return { rate, timeUnit: `${((rate / perSecond) * 1000).toFixed(3)}ms` };
}

/** k6 is stopped by us at the end of a leg; this is how long it waits for that, so that it also ends when we cannot. */
const OVERTIME_MS = 30_000;
