import { type Design, designRun, startOrder } from '../core/design.ts';
import type { Engine, EngineExit } from '../core/engine.ts';
import type { Observer } from '../core/observer.ts';
import type { Plan } from '../core/plan.ts';
import type { Measurement } from '../core/result.ts';
import type { RunningTargets, TargetSource } from '../core/target.ts';
import { createGeneratorMeter } from './generator-meter.ts';
import { describeDesign, type Run, refuseSaturation, refuseShortBudget } from './measurement.ts';
import { createMeter, type ReadProcesses } from './meter.ts';
import { type Calendar, openSession, type Session } from './session.ts';
import { superviseLeg } from './supervise-leg.ts';
import type { Surroundings } from './surroundings.ts';
import { warmUp } from './warm-up.ts';
import { createWatch } from './watch.ts';

/** What a measurement needs of the world, each behind its small interface. */
export interface Instruments {
  readonly engine: Engine;
  readonly source: TargetSource;
  readonly readProcesses: ReadProcesses;
  /** Sources beside the load that say something about the targets. */
  readonly observers?: readonly Observer[];
  /** Left out, the looks of a comparison. */
  readonly calendar?: Calendar;
}

export interface Measured extends Run {
  readonly session: Session;
  /** Counted windows that were judged. */
  readonly windows: number;
}

/** Brings the sides up, start after start, and loads them in dealt slots until the judge has decided or the budget is spent. */
export async function measure(
  plan: Plan,
  instruments: Instruments,
  surroundings: Surroundings,
): Promise<Measured> {
  const { engine, source } = instruments;
  const { signal, say } = surroundings;
  const sides = source.sides.length;
  const startSides = (start: number): Promise<RunningTargets> =>
    source.start(startOrder(start, sides), signal);
  let running = await startSides(0);
  try {
    say(
      `${nameAll(sides)} up after ${(running.startUpMs / 1000).toFixed(1)} s; warming up at ${plan.rate} iterations/s`,
    );
    const load = { engine, rate: plan.rate, targetEnv: plan.targetEnv, signal, say };
    const facts = await warmUp({ ...load, targets: running.targets, died: running.died });
    const { startUpMs } = running;
    const design = designRun(facts, { ...plan, sides, startUpMs, restartable: source.restartable });
    if (instruments.calendar === undefined) refuseShortBudget(design, plan.rate);
    const session = openSession(plan, design, source.sides, instruments.calendar);
    say(describeDesign(session));
    const watch = createWatch(session, surroundings.progress);

    const starts: Measurement['starts'][number][] = [];
    const exits: EngineExit[] = [];
    const generatorMeter = createGeneratorMeter(instruments.readProcesses);
    let windows = 0;
    for (const [start, from] of design.starts.entries()) {
      if (start > 0) {
        await running[Symbol.asyncDispose]();
        running = await startSides(start);
      }
      const order = startOrder(start, sides);
      const { startUpMs } = running;
      const leg = await superviseLeg({
        session,
        engine,
        running,
        meter: createMeter(running.targets, instruments.readProcesses, session.fold),
        observers: instruments.observers ?? [],
        generatorMeter,
        from,
        to: endOf(design, start),
        order,
        rate: plan.rate,
        launchMs: facts.launchMs,
        signal,
        watch,
      });
      starts.push({
        order: order.map((side) => source.sides[side] as string),
        ...{ startUpMs, firstWindow: from, startAt: leg.startAt },
      });
      exits.push(...leg.exits);
      windows = leg.windows;
      refuseSaturation(session, plan.rate, windows);
      if (leg.decision !== 'go on') break;
    }
    return { session, windows, starts, exits, generatorCores: generatorMeter.cores() };
  } finally {
    await running[Symbol.asyncDispose]();
  }
}

const nameAll = (sides: number): string =>
  sides === 1 ? 'it is' : sides === 2 ? 'both sides are' : `all ${sides} sides are`;

const endOf = (design: Design, start: number): number => design.starts[start + 1] ?? design.windows;
