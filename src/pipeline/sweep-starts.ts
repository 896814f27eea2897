import { type Design, startOrder } from '../core/design.ts';
import { measurementFailure } from '../core/failure.ts';
import type { Fold } from '../core/fold.ts';
import type { Plan } from '../core/plan.ts';
import { dealSchedule, slotLength } from '../core/schedule.ts';
import { judgeService } from '../core/serving.ts';
import { foldKept } from '../core/sweep/kept-fold.ts';
import { viewPair } from '../core/sweep/pair-view.ts';
import { createSweepJudge } from '../core/sweep/sweep-judge.ts';
import { layOutSweep } from '../core/sweep/sweep-layout.ts';
import type { SweepFinding, SweepResult } from '../core/sweep/swept.ts';
import { sideOf } from '../core/sweep/variant-name.ts';
import type { RunningTargets } from '../core/target.ts';
import { now } from '../system/clock.ts';
import type { VariantSource } from '../targets/variant-source.ts';
import { createGeneratorMeter } from './generator-meter.ts';
import type { Instruments } from './measure.ts';
import { refuseSaturation } from './measurement.ts';
import { createMeter } from './meter.ts';
import { openSession, type Session } from './session.ts';
import { superviseLeg } from './supervise-leg.ts';
import type { Surroundings } from './surroundings.ts';
import { warmUp } from './warm-up.ts';
import type { Watch } from './watch.ts';

export interface SweepInstruments extends Omit<Instruments, 'source'> {
  readonly source: VariantSource;
}

export interface SweepWork {
  readonly plan: Plan;
  readonly keepsLosers: boolean;
}

export interface Swept {
  readonly finding: SweepFinding;
  readonly measurement: SweepResult['measurement'];
}

/** Loads all variants in dealt slots, start after start; what has lost is not started again, and the others get its share. */
export async function sweepVariants(
  { plan, keepsLosers }: SweepWork,
  instruments: SweepInstruments,
  surroundings: Surroundings,
): Promise<Swept> {
  const { engine, source } = instruments;
  const { signal, say } = surroundings;
  let kept: readonly number[] = source.sides.map((_, side) => side);
  const startKept = (start: number): Promise<RunningTargets> =>
    source.only(kept).start(startOrder(start, kept.length), signal);
  let running = await startKept(0);
  try {
    say(
      `${kept.length} variants are up after ${(running.startUpMs / 1000).toFixed(1)} s; warming up at ${plan.rate} iterations/s`,
    );
    const load = { engine, rate: plan.rate, targetEnv: plan.targetEnv, signal, say };
    const facts = await warmUp({ ...load, targets: running.targets, died: running.died });
    const design = layOutSweep(facts, { ...plan, sides: kept.length, startUpMs: running.startUpMs });
    const session = openSession(plan, design, source.sides, () => []);
    const { fold, policy } = session;
    const judge = createSweepJudge({
      ...{ policy, windowsMost: design.windows },
      ...{ seed: plan.seed, variants: source.sides.length, keepsLosers },
    });
    say(describe(design));
    const watch = watchSweep(design, surroundings);
    const generatorMeter = createGeneratorMeter(instruments.readProcesses);
    let loadMs = facts.settledMs;
    let windows = 0;
    for (const [start, from] of design.starts.entries()) {
      if (start > 0) {
        await running[Symbol.asyncDispose]();
        running = await startKept(start);
      }
      const own = dealTo(session, kept, { fold, p50Ms: facts.p50Ms });
      windows = design.starts[start + 1] ?? design.windows;
      const startedAt = now();
      await superviseLeg({
        session: own,
        engine,
        running,
        meter: createMeter(running.targets, instruments.readProcesses, own.fold),
        observers: [],
        generatorMeter,
        from,
        to: windows,
        order: startOrder(start, kept.length),
        rate: plan.rate,
        launchMs: facts.launchMs,
        signal,
        watch,
      });
      loadMs += now() - startedAt;
      refuseSaturation(session, plan.rate, windows);
      const observations = fold.observe(windows);
      refuseBrokenToday(observations);
      const look = judge.look(observations);
      const dropped = kept.filter((side) => !look.kept.includes(side)).map(sideOf);
      say(
        `after ${Math.round((windows * design.windowMs) / 1000)} s: ${dropped.length === 0 ? 'none dropped' : `dropped ${dropped.join(', ')}`}`,
      );
      kept = look.kept;
      if (look.isOver) break;
    }
    return {
      finding: judge.conclude(fold.observe(windows)),
      measurement: {
        ...{ seed: plan.seed, rate: plan.rate, rateSource: plan.rateSource },
        ...{ windowMs: design.windowMs, windows, windowsMost: design.windows },
        plannedLooks: [...design.starts.slice(1), design.windows],
        loadMs: Math.round(loadMs),
      },
    };
  } finally {
    await running[Symbol.asyncDispose]();
  }
}

/** A session for one start: the windows dealt anew to the sides that are left. */
function dealTo(
  session: Session,
  kept: readonly number[],
  { fold, p50Ms }: { readonly fold: Fold; readonly p50Ms: number },
): Session {
  const { windows, windowMs } = session.design;
  const shape = { sides: kept.length, windows, windowMs, slotMs: slotLength(p50Ms, windowMs, kept.length) };
  return { ...session, schedule: dealSchedule(shape, session.random), fold: foldKept(fold, kept) };
}

function refuseBrokenToday(observations: Parameters<typeof viewPair>[0]): void {
  const service = judgeService(viewPair(observations, 1, observations.windows));
  if (service?.kind !== 'no reference') return;
  throw measurementFailure(
    `${Math.round(100 * service.failedShare)}% of the requests failed with today's values, so there is nothing to compare with`,
    'Run the script against the service by itself to see why.',
  );
}

function describe({ windows, windowMs, starts }: Design): string {
  const seconds = Math.round((windows * windowMs) / 1000);
  return `up to ${windows} windows of ${windowMs / 1000} s (${seconds} s) in ${starts.length} starts; what has lost is dropped between them`;
}

function watchSweep(design: Design, { progress }: Surroundings): Watch {
  return {
    afterWindow: (windows) =>
      progress({
        windows,
        windowsMost: design.windows,
        secondsLeft: ((design.windows - windows) * design.windowMs) / 1000,
        plannedLooks: [...design.starts.slice(1), design.windows],
        estimates: [],
        look: null,
      }),
    afterLook: () => undefined,
  };
}
