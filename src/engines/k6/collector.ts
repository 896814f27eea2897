import { totalmem } from 'node:os';

/**
 * How Go's garbage collector works in k6. Each request leaves a dozen samples behind, so at Go's own 100 it takes a fifth of what k6
 * can do, and its work falls into the latencies. Under the limit it is lazy; from there on it works as hard as it needs to. The
 * limit leaves the other half of the memory to the services. The user's own `GOGC` and `GOMEMLIMIT` come first.
 */
export function collectorEnvironment(
  own: Readonly<Record<string, string | undefined>>,
  generators: number,
): Record<string, string> {
  return {
    GOGC: own['GOGC'] || LAZY,
    GOMEMLIMIT: own['GOMEMLIMIT'] || `${Math.floor(memory() / (2 * generators))}`,
  };
}

/** Percent by which the heap may grow over what is alive. */
const LAZY = '400';

/** Bytes of the container's limit, where there is one, else of the machine. */
const memory = (): number => Math.min(process.constrainedMemory() || Number.POSITIVE_INFINITY, totalmem());
