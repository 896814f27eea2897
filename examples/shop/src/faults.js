/**
 * A test aid: BURN_MS milliseconds of computing nothing in every request, 0 by default.
 * It makes a slowdown of a known size, to see whether a measurement finds it.
 */
const BURN_MS = Number(process.env.BURN_MS ?? 0);

export function burn(milliseconds = BURN_MS) {
  if (milliseconds <= 0) return;
  // The clock, because a thread's own processor time only advances in ticks of up to 4 ms.
  const end = performance.now() + milliseconds;
  while (performance.now() < end);
}
