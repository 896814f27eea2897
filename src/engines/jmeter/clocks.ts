import { type Failure, settingsFailure } from '../../core/failure.ts';

/** Compares the clocks of load machines with ours: they hold to the slots by their own. */
export interface Clocks {
  /** A machine said something at `at` by its clock, and it has arrived by ours. Returns what is wrong, once enough was heard. */
  heard(machine: string, at: number, arrivedAt: number): Failure | null;
}

/** Of so many messages one came through without much delay. */
const ENOUGH = 20;
/** The fastest message takes no longer than this between machines that load a service together, ms. */
const DELIVERY_MS = 100;
/** A quarter of a slot is no harm, nor is what clocks that are kept well differ by; ms. */
const LEAST_MS = 25;

export function compareClocks(slotMs: number): Clocks {
  const tolerated = Math.max(LEAST_MS, slotMs / 4);
  const fastest = new Map<string, { lag: number; count: number }>();
  return {
    heard(machine, at, arrivedAt) {
      const seen = fastest.get(machine) ?? { lag: Number.POSITIVE_INFINITY, count: 0 };
      seen.lag = Math.min(seen.lag, arrivedAt - at);
      seen.count++;
      fastest.set(machine, seen);
      if (seen.count !== ENOUGH) return null;
      if (seen.lag < -tolerated) return tellClock(`${Math.round(-seen.lag)} ms ahead`);
      return seen.lag > tolerated + DELIVERY_MS ? tellClock(`about ${Math.round(seen.lag)} ms behind`) : null;
    },
  };
}

const tellClock = (difference: string): Failure =>
  settingsFailure(
    `the clock of a load machine is ${difference}, and both sides would have the load at once`,
    'Let NTP or chrony set the clocks of all machines in jmeter-remote-hosts and of this one.',
  );
