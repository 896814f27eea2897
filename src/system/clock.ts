import { setTimeout as wait } from 'node:timers/promises';

/** Epoch milliseconds, as the engines' own processes see them. */
export const now = (): number => Date.now();

/** Sleeps until an epoch time in ms; returns at once when it has passed, rejects with the signal's reason when aborted. */
export async function sleepUntil(epochMs: number, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  const left = epochMs - now();
  if (left > 0) await sleep(left, signal);
}

export async function sleep(ms: number, signal: AbortSignal): Promise<void> {
  try {
    await wait(ms, undefined, { signal });
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  }
}
