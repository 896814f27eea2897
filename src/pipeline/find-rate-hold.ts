import { type Capacity, saturatingUsers } from '../core/capacity/capacity.ts';
import { HOLD, holdLeg } from '../core/capacity/hold.ts';
import { RAMP } from '../core/capacity/ramp.ts';
import { createStepCounter, type Step } from '../core/capacity/step-counter.ts';
import { endOf, type LegRun } from '../core/engine.ts';
import { now, sleepUntil } from '../system/clock.ts';
import { untilTold } from './capacity-told.ts';
import type { Alone } from './find-rate-ramp.ts';
import { underLoad } from './under-load.ts';

/** What a side gets done, second by second, while as many users as keep it busy never rest. */
export async function hold(
  { engine, target, died, signal }: Alone,
  reached: Capacity,
  leadMs: number,
): Promise<Step[]> {
  const leg = holdLeg();
  const startAt = now() + leadMs;
  const counter = createStepCounter({ leg, startAt, guardMs: RAMP.guardMs });
  const users = saturatingUsers(reached);
  const run: LegRun = {
    targets: [target],
    order: [0],
    leg,
    startAt,
    rate: reached.perSecond,
    users: { ready: users, most: users },
    pace: { kind: 'saturate' },
  };
  const generators = engine.run(run, counter);
  return underLoad({ generators, died, signal }, async (within) => {
    await sleepUntil(endOf(run), within);
    await untilTold(counter, endOf(run), within);
    return Array.from({ length: HOLD.windows }, (_, window) => counter.read(window, 0));
  });
}
