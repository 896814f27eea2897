import { createStepCounter } from '../core/capacity/step-counter.ts';
import type { Engine } from '../core/engine.ts';
import type { CountedStep, Stairs } from '../core/growth/staircase.ts';
import { dealSchedule, type Leg } from '../core/schedule.ts';
import type { RunningTargets, Target } from '../core/target.ts';
import type { Random } from '../statistics/random.ts';
import { now, sleepUntil } from '../system/clock.ts';
import { untilTold } from './capacity-told.ts';
import type { ReadProcesses } from './meter.ts';
import { underLoad } from './under-load.ts';

/** A staircase for some of the targets: at each step every one has the load for one block, in random order. */
export interface Climb {
  readonly engine: Engine;
  readonly readProcesses: ReadProcesses;
  readonly running: RunningTargets;
  /** Indices of targets. */
  readonly sides: readonly number[];
  readonly factors: readonly number[];
  readonly stairs: Stairs;
  /** Iterations per second at factor 1. */
  readonly rate: number;
  readonly launchMs: number;
  readonly random: Random;
  readonly signal: AbortSignal;
}

/** What one side did, step by step. */
export interface Climbed {
  readonly counted: readonly CountedStep[];
  /** Most resident memory at the end of any block, bytes; null where the system does not tell. */
  readonly memoryBytes: number | null;
}

/** In the order of `sides`. */
export async function climb(run: Climb): Promise<readonly Climbed[]> {
  const { sides, factors, stairs } = run;
  const { blockMs } = stairs;
  const shape = {
    sides: sides.length,
    windows: factors.length,
    windowMs: sides.length * blockMs,
    slotMs: blockMs,
  };
  const leg: Leg = { ...dealSchedule(shape, run.random), firstWindow: 0, warmupWindows: 0 };
  const startAt = now() + 1.5 * run.launchMs + 500;
  const counter = createStepCounter({ leg, startAt, guardMs: stairs.guardMs });
  const targets = sides.map((side) => run.running.targets[side] as Target);
  const generators = run.engine.run(
    {
      targets,
      order: sides.map((_, at) => at),
      leg,
      startAt,
      rate: run.rate,
      users: { ready: stairs.users, most: stairs.users },
      pace: { kind: 'steps', factors, late: 'dropped' },
    },
    counter,
  );
  const spent = await underLoad(
    { generators, died: run.running.died, signal: run.signal },
    async (signal) => {
      const blocks = await readBlocks(run, { leg, startAt, targets }, signal);
      await untilTold(counter, startAt + leg.windows * leg.windowMs, signal);
      return blocks;
    },
  );
  return sides.map((_, at) => {
    const slots = factors.map((__, window) => leg.deal.indexOf(at, window * sides.length));
    const memory = slots.flatMap((slot) => spent[slot]?.residentBytes ?? []);
    return {
      counted: factors.map((factor, window) => ({
        factor,
        step: counter.read(window, at),
        cpuMs: spent[slots[window] as number]?.cpuMs ?? null,
      })),
      memoryBytes: memory.length === 0 ? null : Math.max(...memory),
    };
  });
}

interface PlacedLeg {
  readonly leg: Leg;
  readonly startAt: number;
  readonly targets: readonly Target[];
}

interface Spent {
  /** In the counted part of the block. */
  readonly cpuMs: number;
  readonly residentBytes: number;
}

/** What the loaded side spent in each slot; null where the system does not tell. */
async function readBlocks(
  { readProcesses, stairs }: Climb,
  { leg, startAt, targets }: PlacedLeg,
  signal: AbortSignal,
): Promise<readonly (Spent | null)[]> {
  const spent: (Spent | null)[] = [];
  for (const [slot, side] of leg.deal.entries()) {
    const pid = targets[side]?.pid ?? null;
    const read = () => (pid === null ? null : readProcesses(pid));
    await sleepUntil(startAt + slot * leg.slotMs + stairs.guardMs, signal);
    const before = read();
    await sleepUntil(startAt + (slot + 1) * leg.slotMs, signal);
    const after = read();
    spent.push(
      before === null || after === null
        ? null
        : { cpuMs: after.cpuMs - before.cpuMs, residentBytes: after.residentBytes },
    );
  }
  return spent;
}
