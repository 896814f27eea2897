import { BLOCKS, pairLeg, pairStarts } from '../core/capacity/block-plan.ts';
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

interface CapacityRun {
  readonly plan: Plan;
  readonly instruments: Instruments;
  readonly surroundings: Surroundings;
  /** Of base, from the ramp. */
  readonly capacity: Capacity;
  readonly users: number;
  readonly test: CapacityTest;
  readonly looks: readonly number[];
  readonly random: Random;
  readonly pairs: Pairs;
}

/**
 * Loads both sides in turn with as much as they take, in pairs of blocks, and compares what they get done. The plan's alpha is
 * that of the whole comment; capacity takes its share of it.
 */
export async function measureCapacity(
  plan: Plan,
  capacity: Capacity,
  instruments: Instruments,
  surroundings: Surroundings,
): Promise<CapacityFinding> {
  const { say, signal } = surroundings;
  const alpha = CAPACITY_ALPHA_SHARE * plan.policy.alpha;
  const users = saturatingUsers(capacity);
  const start = (number: number): Promise<RunningTargets> =>
    instruments.source.start(startOrder(number, 2), signal);
  let running = await start(0);
  try {
    const starts = pairStarts(running.startUpMs);
    const policy = { ...plan.policy, alpha, delta: plan.delta ?? allowanceFor(starts.length) };
    const run: CapacityRun = {
      plan,
      instruments,
      surroundings,
      capacity,
      users,
      test: createCapacityTest({ policy, pairsMost: BLOCKS.pairsMost, seed: plan.seed }),
      looks: planLooks(BLOCKS.pairsMost, 2 * BLOCKS.blockMs),
      random: seededRandom(`capacity ${plan.seed}`),
      pairs: { base: [], head: [] },
    };
    say(
      `comparing capacities: ${users} users without rest, up to ${BLOCKS.pairsMost} pairs of blocks of 2 s`,
    );
    for (const [number, [from, to]] of starts.entries()) {
      if (number > 0) {
        await running[Symbol.asyncDispose]();
        running = await start(number);
      }
      if ((await loadPairs(run, running, { start: number, from, to })) !== 'go on') break;
    }
    const { pairs, test } = run;
    return {
      comparison: test.conclude(pairs),
      goodput: pairs,
      pairsMost: BLOCKS.pairsMost,
      blockMs: BLOCKS.blockMs,
      users,
      alpha,
    };
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
  const { instruments, plan, users, surroundings } = run;
  const { say, signal } = surroundings;
  const { targets, died } = running;
  const rate = rateFor(run.capacity);
  const load = { engine: instruments.engine, targetEnv: plan.targetEnv, signal, say };
  const { launchMs } = await warmUp({ ...load, rate, targets, died });
  const leg = pairLeg(from, to, run.random);
  const startAt = now() + 1.5 * launchMs + 500;
  const counter = createStepCounter({ leg, startAt, guardMs: BLOCKS.guardMs });
  const generators = instruments.engine.run(
    {
      targets,
      order: startOrder(start, 2),
      leg,
      startAt,
      rate,
      users: { ready: users, most: users },
      pace: { kind: 'saturate' },
    },
    counter,
  );
  return underLoad({ generators, died, signal }, async (within) => {
    for (let pair = from; pair < to; pair++) {
      const end = startAt + (pair - from + 1 + leg.warmupWindows) * leg.windowMs;
      await sleepUntil(end, within);
      const isLook = run.looks.includes(pair + 1);
      if (!isLook && pair + 1 < to) continue;
      await untilTold(counter, end, within);
      const done = Array.from({ length: pair + 1 - from }, (_, offset) => from + offset);
      for (const each of done) {
        run.pairs.base[each] = counter.read(each, 0).goodput;
        run.pairs.head[each] = counter.read(each, 1).goodput;
      }
      if (!isLook) continue;
      const decision = run.test.look(run.pairs);
      say(`capacity after ${pair + 1} pairs: ${decision}`);
      if (decision !== 'go on') return decision;
    }
    return 'go on';
  });
}
