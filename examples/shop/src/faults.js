/**
 * A test aid: BURN_MS milliseconds of processor time spent on nothing in every request, 0 by default.
 * It makes a slowdown of a known size, to see whether a measurement finds it.
 */
const BURN_MS = Number(process.env.BURN_MS ?? 0);

export function burn(milliseconds = BURN_MS) {
  if (milliseconds <= 0) return;
  const end = usedMs() + milliseconds;
  while (usedMs() < end);
}

/** Processor time of this thread rather than the clock: a thread that is kept waiting has burnt nothing. */
function usedMs() {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}
