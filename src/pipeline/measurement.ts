import type { Design } from '../core/design.ts';
import type { EngineExit } from '../core/engine.ts';
import { measurementFailure, settingsFailure } from '../core/failure.ts';
import type { Observations } from '../core/observations.ts';
import type { Plan } from '../core/plan.ts';
import type { Measurement } from '../core/result.ts';
import { LEAST_WINDOWS } from '../core/serving.ts';
import type { Session } from './session.ts';

/** What happened in the starts of a run. */
export interface Run {
  readonly starts: Measurement['starts'];
  readonly exits: readonly EngineExit[];
  /** Processors that the load generators used while windows counted; null where the system does not tell. */
  readonly generatorCores: number | null;
}

export function describeDesign({ design, looks }: Session): string {
  const seconds = (windows: number): number => Math.round((windows * design.windowMs) / 1000);
  const starts = design.starts.length === 1 ? 'one start' : `up to ${design.starts.length} starts`;
  const layout = `${design.windows} windows of ${design.windowMs / 1000} s in slots of ${Math.round(design.slotMs)} ms, ${starts}`;
  if (looks.length === 0) return layout;
  return `up to ${layout} of both sides, looks after ${looks.map(seconds).join(', ')} s of load`;
}

/** Sides whose windows turn out too few for any verdict would be loaded in vain. */
export function refuseShortBudget({ windows, windowMs }: Design, rate: number): void {
  if (windows >= LEAST_WINDOWS) return;
  const seconds = windowMs / 1000;
  throw settingsFailure(
    `the budget holds ${windows} windows of ${seconds} s, a verdict needs ${LEAST_WINDOWS}`,
    `Set \`budget\` to ${LEAST_WINDOWS * seconds}s or more, or ask for more than ${rate} iterations per second (rate): windows of 2 s need 20 requests of each endpoint a side.`,
  );
}

/** Share of arrivals that both sides may lose before the generator, not the service, is what was measured. */
const DROPPED_MOST = 0.02;

/** A generator that cannot keep up on either side measures itself. On one side alone it is that side which does not answer. */
export function refuseSaturation({ fold, design }: Session, rate: number, windows: number): void {
  const arrivals = (windows * design.windowMs * rate) / 1000 / fold.droppedArrivals.length;
  const share = Math.min(...fold.droppedArrivals) / arrivals;
  if (share <= DROPPED_MOST) return;
  throw measurementFailure(
    `the load generator could not keep up: ${Math.round(100 * share)}% of the arrivals found no free virtual user, on both sides`,
    `Ask for less than ${rate} iterations per second (rate), or shorten the script's pauses.`,
  );
}

export function summarise(plan: Plan, session: Session, observations: Observations, run: Run): Measurement {
  const { design, fold, looks } = session;
  const requests = observations.mix.cells
    .flatMap((cells) => cells.requests)
    .reduce((sum, count) => sum + count, 0);
  return {
    seed: plan.seed,
    windowMs: design.windowMs,
    slotMs: design.slotMs,
    windows: observations.windows,
    windowsMost: design.windows,
    plannedLooks: looks,
    rate: plan.rate,
    rateSource: plan.rateSource,
    requestsPerSecond: (1000 * requests) / (observations.windows * design.windowMs),
    starts: run.starts,
    startsMost: design.starts.length,
    dropped: fold.droppedArrivals,
    thresholds: mergeThresholds(run.exits),
    ...(run.generatorCores === null ? {} : { generatorCores: run.generatorCores }),
  };
}

/** A threshold holds when it held in every start. */
function mergeThresholds(exits: readonly EngineExit[]): Measurement['thresholds'] {
  const merged = new Map<string, Measurement['thresholds'][number]>();
  for (const { side, thresholds } of exits) {
    for (const { metric, condition, ok } of thresholds) {
      const key = JSON.stringify([side, metric, condition]);
      merged.set(key, { side, metric, condition, ok: ok && (merged.get(key)?.ok ?? true) });
    }
  }
  return [...merged.values()];
}
