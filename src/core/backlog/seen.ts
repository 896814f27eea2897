import { mean } from '../../statistics/student.ts';
import type { QueueSide } from './evidence.ts';

/** A window in which a side of a queue was seen, in messages. */
export interface Seen {
  readonly window: number;
  readonly accepted: number;
  readonly consumed: number;
  /** What the backlog grew by. */
  readonly grown: number;
}

/** What one side of a queue came to, in messages per second of wall time. */
export interface QueueRates {
  readonly accepted: number;
  readonly consumed: number;
}

export function seenOf({ accepted, consumed, grown }: QueueSide, windows: number): Seen[] {
  return accepted.slice(0, windows).flatMap((into, window) => {
    const out = consumed[window] ?? null;
    const growth = grown[window] ?? null;
    if (into === null || out === null || growth === null) return [];
    return [{ window, accepted: into, consumed: out, grown: growth }];
  });
}

/** Per window; NaN for none. */
export const acceptedPerWindow = (seen: readonly Seen[]): number =>
  mean(seen.map(({ accepted }) => accepted));

export const ratesOf = (seen: readonly Seen[], windowMs: number): QueueRates => ({
  accepted: (acceptedPerWindow(seen) * 1000) / windowMs,
  consumed: (mean(seen.map(({ consumed }) => consumed)) * 1000) / windowMs,
});
