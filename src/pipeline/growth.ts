import { createStepCounter } from '../core/capacity/step-counter.ts';
import type { ProbeFacts } from '../core/design.ts';
import type { GrowthStep } from '../core/growth/find-stall.ts';
import { type GrowthEvidence, type GrowthFinding, judgeGrowth, suspectStep } from '../core/growth/finding.ts';
import {
  COUNTED_MS,
  type CountedStep,
  FACTORS,
  planStairs,
  readStairs,
  type Stairs,
  stairLeg,
} from '../core/growth/staircase.ts';
import type { Plan } from '../core/plan.ts';
import type { Leg } from '../core/schedule.ts';
import type { RunningTargets } from '../core/target.ts';
import { type Random, seededRandom } from '../statistics/random.ts';
import { now, sleepUntil } from '../system/clock.ts';
import { untilTold } from './capacity-told.ts';
import type { Instruments } from './measure.ts';
import type { Surroundings } from './surroundings.ts';
import { underLoad } from './under-load.ts';
import { warmUp } from './warm-up.ts';

export interface GrowthWish {
  readonly plan: Plan;
  /** Today's load, iterations per second. */
  readonly expectedRate: number;
  /** Of each block, ms. */
  readonly countedMs?: number;
}

interface GrowthRun {
  readonly instruments: Instruments;
  readonly surroundings: Surroundings;
  readonly running: RunningTargets;
  readonly expectedRate: number;
  readonly facts: ProbeFacts;
  readonly stairs: Stairs;
  readonly random: Random;
}

/** Takes both sides up a staircase around today's load, and tries a step again at which head alone seems to stall. */
export async function measureGrowth(
  { plan, expectedRate, countedMs = COUNTED_MS }: GrowthWish,
  instruments: Instruments,
  surroundings: Surroundings,
): Promise<GrowthFinding> {
  const { say, signal } = surroundings;
  await using running = await instruments.source.start([0, 1], signal);
  const { targets, died } = running;
  const load = { engine: instruments.engine, targetEnv: plan.targetEnv, signal, say };
  const facts = await warmUp({ ...load, rate: expectedRate, targets, died });
  const run: GrowthRun = {
    instruments,
    surroundings,
    running,
    expectedRate,
    facts,
    stairs: planStairs({ expectedRate, iterationMs: facts.iterationMs, countedMs }),
    random: seededRandom(`growth ${plan.seed}`),
  };
  say(
    `trying ${FACTORS.map((factor) => `${factor}×`).join(', ')} of ${expectedRate} iterations/s on both sides`,
  );
  const [base, head] = await climbStairs(run, FACTORS);
  const evidence = { expectedRate, base, head, again: null };
  const first = judgeGrowth(evidence);
  const suspect = suspectStep(first.base, first.head);
  return suspect === null ? first : judgeGrowth({ ...evidence, again: await tryAgain(run, suspect) });
}

/** Both blocks of the suspect step once more, after a step at which both stood. */
async function tryAgain(run: GrowthRun, factor: number): Promise<GrowthEvidence['again']> {
  run.surroundings.say(`head stalls at ${factor}× and base does not: trying both again`);
  const [calm] = FACTORS as readonly [number];
  const [base, head] = await climbStairs(run, [calm, factor]);
  return { base: base[1] as GrowthStep, head: head[1] as GrowthStep };
}

type BySide<T> = readonly [readonly T[], readonly T[]];

async function climbStairs(run: GrowthRun, factors: readonly number[]): Promise<BySide<GrowthStep>> {
  const { instruments, running, stairs, expectedRate, facts, surroundings } = run;
  const leg = stairLeg(factors.length, stairs, run.random);
  const startAt = now() + 1.5 * facts.launchMs + 500;
  const counter = createStepCounter({ leg, startAt, guardMs: stairs.guardMs });
  const generators = instruments.engine.run(
    {
      targets: running.targets,
      order: [0, 1],
      leg,
      startAt,
      rate: expectedRate,
      users: { ready: stairs.users, most: stairs.users },
      pace: { kind: 'steps', factors, late: 'dropped' },
    },
    counter,
  );
  const { died } = running;
  const cpu = await underLoad({ generators, died, signal: surroundings.signal }, async (within) => {
    const spent = await readBlocks(run, { leg, startAt }, within);
    await untilTold(counter, startAt + leg.windows * leg.windowMs, within);
    return spent;
  });
  const counted = [0, 1].map((side) =>
    factors.map((factor, window): CountedStep => {
      const slot = leg.deal.indexOf(side, 2 * window);
      return { factor, step: counter.read(window, side), cpuMs: cpu[slot] ?? null };
    }),
  ) as [CountedStep[], CountedStep[]];
  return [
    readStairs(counted[0], { ...stairs, expectedRate }),
    readStairs(counted[1], { ...stairs, expectedRate }),
  ];
}

/** CPU time that the loaded side took in the counted part of each slot, ms. */
async function readBlocks(
  { instruments, running, stairs }: GrowthRun,
  { leg, startAt }: { readonly leg: Leg; readonly startAt: number },
  signal: AbortSignal,
): Promise<readonly (number | null)[]> {
  const spent: (number | null)[] = [];
  for (const [slot, side] of leg.deal.entries()) {
    const pid = running.targets[side]?.pid ?? null;
    const read = (): number | null => (pid === null ? null : (instruments.readProcesses(pid)?.cpuMs ?? null));
    await sleepUntil(startAt + slot * leg.slotMs + stairs.guardMs, signal);
    const before = read();
    await sleepUntil(startAt + (slot + 1) * leg.slotMs, signal);
    const after = read();
    spent.push(before === null || after === null ? null : after - before);
  }
  return spent;
}
