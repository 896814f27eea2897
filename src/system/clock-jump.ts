/** Clocks in ms: `wall` is the one that people and time servers set, `steady` the one that nobody can. */
export interface Clocks {
  readonly wall: () => number;
  readonly steady: () => number;
}

const SYSTEM: Clocks = { wall: () => Date.now(), steady: () => performance.now() };

/**
 * Schedule, engines and services agree on the wall clock. By how much it went another way than time did since the call, ms;
 * negative when it was put back. A machine that slept shows as a jump forward.
 */
export function watchClock({ wall, steady }: Clocks = SYSTEM): () => number {
  const offset = wall() - steady();
  return () => wall() - steady() - offset;
}
