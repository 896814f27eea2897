import { designRun, startOrder } from '../core/design.ts';
import type { Engine, EngineExit } from '../core/engine.ts';
import { measurementFailure } from '../core/failure.ts';
import type { Look } from '../core/judgement.ts';
import type { Plan } from '../core/plan.ts';
import type { Measurement } from '../core/result.ts';
import type { TargetSource } from '../core/target.ts';
import { createProcessObserver } from '../observe/process/observer.ts';
import { createMeter } from './meter.ts';
import { progressOf } from './progress.ts';
import { openSession, type Session } from './session.ts';
import { superviseLeg } from './supervise-leg.ts';
import type { Surroundings } from './surroundings.ts';
import { warmUp } from './warm-up.ts';

export interface Measured {
  readonly session: Session;
  readonly measurement: Measurement;
}

/** Brings both sides up, start after start, and loads them in dealt slots until the judge has decided or the budget is spent. */
export async function measure(
  plan: Plan,
  engine: Engine,
  source: TargetSource,
  surroundings: Surroundings,
): Promise<Measured> {
  const { signal, say } = surroundings;
  const sides = source.sides.length;
  const observer = createProcessObserver();
  let order = startOrder(0, sides);
  let running = await source.start(order, signal);
  const starts: Measurement['starts'][number][] = [];
  const exits: EngineExit[] = [];
  try {
    say(`both sides are up after ${(running.startUpMs / 1000).toFixed(1)} s, warming up at ${plan.rate} iterations/s`);
    const load = { engine, rate: plan.rate, targetEnv: plan.targetEnv, signal };
    const facts = await warmUp({ ...load, targets: running.targets, died: running.died });
    const { startUpMs } = running;
    const design = designRun(facts, { ...plan, sides, startUpMs, restartable: source.restartable });
    const session = openSession(plan, design, source.sides);
    say(describeDesign(session));
    for (const [start, from] of design.starts.entries()) {
      if (start > 0) {
        await running[Symbol.asyncDispose]();
        order = startOrder(start, sides);
        running = await source.start(order, signal);
      }
      starts.push({ order: order.map((side) => source.sides[side] as string), startUpMs: running.startUpMs, firstWindow: from });
      const leg = await superviseLeg({
        session,
        engine,
        running,
        meter: createMeter(running.targets, (pid) => observer.read(pid), session.fold),
        from,
        to: design.starts[start + 1] ?? design.windows,
        order,
        rate: plan.rate,
        launchMs: facts.launchMs,
        signal,
        onWindow: (windows) => surroundings.progress(progressOf(session, windows)),
        onLook: (look: Look) => surroundings.progress(progressOf(session, look.windows, look)),
      });
      exits.push(...leg.exits);
      refuseSaturation(session, plan.rate);
      if (leg.decision !== 'go on') break;
    }
    return { session, measurement: summarise(plan, session, starts, exits) };
  } finally {
    await running[Symbol.asyncDispose]();
  }
}

function describeDesign({ design, schedule, looks }: Session): string {
  const seconds = (windows: number): number => Math.round((windows * design.windowMs) / 1000);
  const starts = design.starts.length === 1 ? 'one start' : `up to ${design.starts.length} starts`;
  return (
    `up to ${design.windows} windows of ${design.windowMs / 1000} s in slots of ${Math.round(schedule.slotMs)} ms, ${starts} of both sides, ` +
    `looks after ${looks.map(seconds).join(', ')} s of load`
  );
}

/** Share of arrivals that both sides may lose before the generator, not the service, is what was measured. */
const DROPPED_MOST = 0.02;

/** A generator that cannot keep up on either side measures itself. On one side alone it is that side which does not answer. */
function refuseSaturation({ fold, design }: Session, rate: number): void {
  const offered = (fold.windows() * design.windowMs * rate) / 1000;
  if (fold.dropped().every((dropped) => dropped > DROPPED_MOST * offered)) {
    const lost = Math.round((100 * Math.min(...fold.dropped())) / offered);
    throw measurementFailure(
      `the load generator could not keep up: ${lost}% of the arrivals found no free virtual user, on both sides`,
      `Ask for less than ${rate} iterations per second (rate), or shorten the script's pauses.`,
    );
  }
}

function summarise(
  plan: Plan,
  session: Session,
  starts: Measurement['starts'],
  exits: readonly EngineExit[],
): Measurement {
  const { design, fold, looks } = session;
  const requests = fold.requests();
  const loadSeconds = (fold.windows() * design.windowMs) / 1000;
  return {
    seed: plan.seed,
    windowMs: design.windowMs,
    slotMs: design.slotMs,
    windows: fold.windows(),
    windowsMost: design.windows,
    plannedLooks: looks,
    rate: plan.rate,
    rateSource: plan.rateSource,
    requestsPerSecond: requests / loadSeconds,
    starts,
    dropped: fold.dropped(),
    thresholds: mergeThresholds(exits),
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
