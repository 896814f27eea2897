/** Processors by number, for the load generator and for the services. */
export interface Pins {
  readonly generator: readonly number[];
  readonly service: readonly number[];
}

/** With fewer processors, what one gains the other lacks. */
const LEAST_CORES = 4;
/** One processor in so many is the generator's. */
const SHARE = 4;

/** Keeps the load generator and the services off each other's processors; null where there are too few to divide. */
export function pinApart(cores: number): Pins | null {
  if (cores < LEAST_CORES) return null;
  const own = Math.floor(cores / SHARE);
  const all = Array.from({ length: cores }, (_, number) => number);
  return { generator: all.slice(0, own), service: all.slice(own) };
}
