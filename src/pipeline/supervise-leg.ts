import type { Engine, EngineExit, EngineRun } from '../core/engine.ts';
import { type Failure, measurementFailure } from '../core/failure.ts';
import type { Look } from '../core/judgement.ts';
import { cutLeg } from '../core/schedule.ts';
import type { RunningTargets } from '../core/target.ts';
import { now, sleepUntil } from '../system/clock.ts';
import type { Meter } from './meter.ts';
import type { Session } from './session.ts';

export interface LegOfLoad {
  readonly session: Session;
  readonly engine: Engine;
  readonly running: RunningTargets;
  readonly meter: Meter;
  /** Counted windows `[from, to)`. */
  readonly from: number;
  readonly to: number;
  readonly order: readonly number[];
  readonly rate: number;
  /** Time that generators need from spawn to first iteration, ms. */
  readonly launchMs: number;
  readonly signal: AbortSignal;
  readonly onWindow: (windows: number) => void;
  readonly onLook: (look: Look) => void;
}

export interface LegEnd {
  readonly decision: Look['decision'];
  readonly exits: readonly EngineExit[];
}

/** Answers of a window that arrive this long after its end still count at its look, ms. */
const SETTLE_MS = 600;
/** How long the last answers of a leg are waited for, ms. */
const DRAIN_MS = 10_000;

/** Gives one start of the targets its share of the load, and judges whenever a look is due. */
export async function superviseLeg(leg: LegOfLoad): Promise<LegEnd> {
  const { design, schedule, random, fold } = leg.session;
  const startAt = now() + 1.5 * leg.launchMs + 500;
  const generators = leg.engine.run(
    {
      targets: leg.running.targets,
      order: leg.order,
      leg: cutLeg(schedule, leg.from, leg.to, design.warmupWindows, random),
      startAt,
      rate: leg.rate,
      users: design.users,
    },
    fold,
  );
  const countedFrom = startAt + design.warmupWindows * design.windowMs;
  const over = new AbortController();
  const signal = AbortSignal.any([leg.signal, over.signal]);
  const counting = countWindows({ ...leg, signal }, countedFrom);
  try {
    const decision = await Promise.race([
      counting,
      endedEarly(generators),
      leg.running.died.then((failure: Failure) => Promise.reject(failure)),
    ]);
    await generators.stop();
    return { decision, exits: await generators.ended };
  } finally {
    counting.catch(() => undefined);
    over.abort();
    await generators.stop();
  }
}

/** Walks along the counted windows; resolves with the first decision, or with `go on` when the leg is over. */
async function countWindows(leg: LegOfLoad, countedFrom: number): Promise<Look['decision']> {
  const { design, looks, fold, judge } = leg.session;
  const edge = (window: number): number => countedFrom + (window - leg.from) * design.windowMs;
  await sleepUntil(edge(leg.from), leg.signal);
  leg.meter.begin();
  for (let window = leg.from; window < leg.to; window++) {
    await sleepUntil(edge(window + 1), leg.signal);
    leg.meter.close(window);
    leg.onWindow(window + 1);
    const isLast = window + 1 === leg.to;
    if (!isLast && !looks.includes(window + 1)) continue;
    await sleepUntil(edge(window + 1) + SETTLE_MS, leg.signal);
    for (const end = now() + DRAIN_MS; isLast && fold.pending() > 0 && now() < end; )
      await sleepUntil(now() + 50, leg.signal);
    if (!looks.includes(window + 1)) continue;
    const look = judge.look(fold.observe(window + 1));
    leg.onLook(look);
    if (look.decision !== 'go on') {
      leg.meter.end();
      return look.decision;
    }
  }
  leg.meter.end();
  return 'go on';
}

async function endedEarly(generators: EngineRun): Promise<never> {
  const exits = await generators.ended;
  throw (
    exits.find((exit) => exit.failure !== null)?.failure ??
    measurementFailure('the load ended before its time', 'Run the script by itself to see why it stops.')
  );
}
