import { type Arrivals, countArrivals } from '../core/arrivals.ts';
import type { Engine, EngineExit } from '../core/engine.ts';
import type { Look } from '../core/judgement.ts';
import { type Attendance, attendAll, type Observer } from '../core/observer.ts';
import { cutLeg } from '../core/schedule.ts';
import type { RunningTargets } from '../core/target.ts';
import { now, sleepUntil } from '../system/clock.ts';
import type { GeneratorMeter } from './generator-meter.ts';
import type { Meter } from './meter.ts';
import type { Session } from './session.ts';
import { underLoad } from './under-load.ts';
import type { Watch } from './watch.ts';

export interface LegOfLoad {
  readonly session: Session;
  readonly engine: Engine;
  readonly running: RunningTargets;
  readonly meter: Meter;
  readonly observers: readonly Observer[];
  readonly generatorMeter: GeneratorMeter;
  /** Counted windows `[from, to)`. */
  readonly from: number;
  readonly to: number;
  readonly order: readonly number[];
  readonly rate: number;
  /** Time that generators need from spawn to first iteration, ms. */
  readonly launchMs: number;
  readonly signal: AbortSignal;
  readonly watch: Watch;
}

interface AttendedLeg extends LegOfLoad {
  readonly attendance: Attendance;
  /** Of the generators. */
  readonly pids: () => readonly number[];
}

interface Progressed {
  readonly decision: Look['decision'];
  /** Counted windows of the run so far. */
  readonly windows: number;
}

export interface LegEnd extends Progressed {
  /** Epoch ms at which its first counted window began. */
  readonly startAt: number;
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
  const stretch = cutLeg(schedule, leg.from, leg.to, design.warmupWindows, random);
  const arrivals = countArrivals(fold, schedule.sides);
  fold.beginLeg(stretch, startAt);
  const load = { targets: leg.running.targets, order: leg.order, rate: leg.rate, users: design.users };
  const generators = leg.engine.run({ ...load, leg: stretch, startAt }, arrivals);
  const countedFrom = startAt + design.warmupWindows * design.windowMs;
  const { died, targets } = leg.running;
  const observed = { targets, from: leg.from, to: leg.to, startAt: countedFrom, windowMs: design.windowMs };
  const attendance = attendAll(leg.observers, observed, fold.setGauge);
  const progressed = await underLoad({ generators, died, signal: leg.signal }, (signal) =>
    countWindows(
      { ...leg, signal, attendance, pids: () => generators.pids?.() ?? [] },
      arrivals,
      countedFrom,
    ),
  );
  await attendance.end(progressed.windows);
  return { ...progressed, startAt: countedFrom, exits: await generators.ended };
}

/** Walks along the counted windows; resolves with the first decision, or with `go on` when the leg is over. */
async function countWindows(leg: AttendedLeg, arrivals: Arrivals, countedFrom: number): Promise<Progressed> {
  const { design, looks } = leg.session;
  const edge = (window: number): number => countedFrom + (window - leg.from) * design.windowMs;
  await sleepUntil(edge(leg.from), leg.signal);
  leg.meter.begin();
  leg.generatorMeter.begin(leg.pids());
  for (let windows = leg.from + 1; windows <= leg.to; windows++) {
    await sleepUntil(edge(windows), leg.signal);
    leg.meter.close(windows - 1);
    leg.watch.afterWindow(windows);
    if (windows === leg.to) endMeters(leg);
    const isLook = looks.includes(windows);
    if (!isLook && windows < leg.to) continue;
    await sleepUntil(edge(windows) + SETTLE_MS, leg.signal);
    if (windows === leg.to) await drain(arrivals, leg.signal);
    loseStarvedWindows(leg, arrivals, windows);
    if (!isLook) continue;
    await leg.attendance.catchUp(windows);
    const decision = judgeAt(leg, windows);
    if (decision !== 'go on') {
      if (windows < leg.to) endMeters(leg);
      return { decision, windows };
    }
  }
  return { decision: 'go on', windows: leg.to };
}

function endMeters({ meter, generatorMeter, pids }: AttendedLeg): void {
  meter.end();
  generatorMeter.end(pids());
}

function judgeAt({ session, watch }: LegOfLoad, windows: number): Look['decision'] {
  const observations = session.fold.observe(windows);
  const look = session.judge.look(observations);
  watch.afterLook(look, observations);
  return look.decision;
}

/** Waits for the answers that are still out, so that a stall is seen rather than cut off. */
async function drain(arrivals: Arrivals, signal: AbortSignal): Promise<void> {
  for (const end = now() + DRAIN_MS; arrivals.pending() > 0 && now() < end; )
    await sleepUntil(now() + 50, signal);
}

/** A window in which a generator itself was held up says nothing of either side. */
function loseStarvedWindows({ session, from, rate }: LegOfLoad, arrivals: Arrivals, to: number): void {
  const owed = (rate * session.design.windowMs) / 1000 / session.schedule.sides;
  for (const window of arrivals.starved(from, to, owed)) session.fold.loseWindow(window);
}
