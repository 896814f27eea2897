import type { StepCounter } from '../core/capacity/step-counter.ts';
import { now, sleepUntil } from '../system/clock.ts';

/** Engines tell what happened in batches; on a busy machine these come late. A quiet service may have nothing to tell, ms. */
const [SETTLE_MS, SETTLE_MOST_MS] = [400, 1500];

/** Waits until the engine has told what happened before an epoch time. */
export async function untilTold(counter: StepCounter, at: number, signal: AbortSignal): Promise<void> {
  await sleepUntil(at + SETTLE_MS, signal);
  while (counter.toldUntil() < at && now() < at + SETTLE_MOST_MS) await sleepUntil(now() + 50, signal);
}
