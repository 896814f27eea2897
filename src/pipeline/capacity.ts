import { BLOCKS, type Blocks, pairLeg, pairStarts } from '../core/capacity/block-plan.ts';
import { type Capacity, rateFor, saturatingUsers } from '../core/capacity/capacity.ts';
import {
  CAPACITY_ALPHA_SHARE,
  type CapacityTest,
  createCapacityTest,
} from '../core/capacity/capacity-test.ts';
import type { CapacityFinding } from '../core/capacity/finding.ts';
import { createStepCounter } from '../core/capacity/step-counter.ts';
import { allowanceFor, startOrder } from '../core/design.ts';
import { planLooks } from '../core/looks.ts';
import type { Plan } from '../core/plan.ts';
import type { RunningTargets } from '../core/target.ts';
import { type Random, seededRandom } from '../statistics/random.ts';
import { now, sleepUntil } from '../system/clock.ts';
import { untilTold } from './capacity-told.ts';
import type { Instruments } from './measure.ts';
import type { Surroundings } from './surroundings.ts';
import { underLoad } from './under-load.ts';
import { warmUp } from './warm-up.ts';

/** Pairs so far, both sides' goodput by pair. */
interface Pairs {
  readonly base: (number | null)[];
  readonly head: (number | null)[];
}

export interface CapacityWish {
  /** Its alpha is that of the whole comment; capacity takes its share of it. */
  readonly plan: Plan;
  /** Of base, from the ramp. */
  readonly capacity: Capacity;
  readonly blocks?: Blocks;
}

interface CapacityRun {
  readonly plan: Plan;
  readonly instruments: Instruments;
  readonly surroundings: Surroundings;
  readonly blocks: Blocks;
  readonly rate: number;
  readonly users: number;
  readonly test: CapacityTest;
  readonly looks: readonly number[];
  readonly random: Random;
  readonly pairs: Pairs;
}

/** Loads both sides in turn with as much as they take, in pairs of blocks, and compares what they get done. */
export async function measureCapacity(
  { plan, capacity, blocks = BLOCKS }: CapacityWish,
  instruments: Instruments,
  surroundings: Surroundings,
): Promise<CapacityFinding> {
  const { pairsMost, blockMs } = blocks;
  const { say, signal } = surroundings;
  const alpha = CAPACITY_ALPHA_SHARE * plan.policy.alpha;
  const users = saturatingUsers(capacity);
  const start = (number: number): Promise<RunningTargets> =>
    instruments.source.start(startOrder(number, 2), signal);
  let running = await start(0);
  try {
    const starts = pairStarts(running.startUpMs, blocks);
    const policy = { ...plan.policy, alpha, delta: plan.delta ?? allowanceFor(starts.length) };
    const run: CapacityRun = {
      plan,
      instruments,
      surroundings,
      blocks,
      rate: rateFor(capacity),
      users,
      test: createCapacityTest({ policy, pairsMost, seed: plan.seed }),
      looks: planLooks(pairsMost, 2 * blockMs),
      random: seededRandom(`capacity ${plan.seed}`),
      pairs: { base: [], head: [] },
    };
    say(`comparing capacities: ${users} users without rest, up to ${pairsMost} pairs of blocks`);
    for (const [number, from] of starts.entries()) {
      if (number > 0) {
        await running[Symbol.asyncDispose]();
        running = await start(number);
      }
      const to = starts[number + 1] ?? pairsMost;
      if ((await loadPairs(run, running, { start: number, from, to })) !== 'go on') break;
    }
    const { pairs, test } = run;
    return { comparison: test.conclude(pairs), goodput: pairs, pairsMost, blockMs, users, alpha };
  } finally {
    await running[Symbol.asyncDispose]();
  }
}

interface Stretch {
  readonly start: number;
  /** Pairs `[from, to)`. */
  readonly from: number;
  readonly to: number;
}

async function loadPairs(
  run: CapacityRun,
  running: RunningTargets,
  { start, from, to }: Stretch,
): Promise<ReturnType<CapacityTest['look']>> {
  const { instruments, plan, blocks, rate, users, pairs, surroundings } = run;
  const { say, signal } = surroundings;
  const { targets, died } = running;
  const { engine } = instruments;
  const { launchMs } = await warmUp({ engine, targets, rate, targetEnv: plan.targetEnv, died, signal, say });
  const leg = pairLeg({ from, to }, blocks, run.random);
  const startAt = now() + 1.5 * launchMs + 500;
  const counter = createStepCounter({ leg, startAt, guardMs: blocks.guardMs });
  const load = { targets, order: startOrder(start, 2), leg, startAt, rate };
  const generators = engine.run(
    { ...load, users: { ready: users, most: users }, pace: { kind: 'saturate' } },
    counter,
  );
  return underLoad({ generators, died, signal }, async (within) => {
    for (let done = from + 1; done <= to; done++) {
      const end = startAt + (done - from + leg.warmupWindows) * leg.windowMs;
      await sleepUntil(end, within);
      const isLook = run.looks.includes(done);
      if (!isLook && done < to) continue;
      await untilTold(counter, end, within);
      for (let pair = from; pair < done; pair++) {
        pairs.base[pair] = counter.read(pair, 0).goodput;
        pairs.head[pair] = counter.read(pair, 1).goodput;
      }
      if (!isLook) continue;
      const decision = run.test.look(pairs);
      say(`capacity after ${done} pairs: ${decision}`);
      if (decision !== 'go on') return decision;
    }
    return 'go on';
  });
}
