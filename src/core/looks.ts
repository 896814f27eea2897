const EARLY_LOOKS = [12, 20, 30, 45, 60];
const MINUTE_MS = 60_000;
/** Below this number of windows a pass would rest on too little, unless the budget ends sooner. */
const PASS_FROM = 30;

/**
 * When the evidence is judged, in windows: often while a large change would show, then once a minute of load,
 * and always at the end of the budget. Planned before the run, because every look is paid for out of alpha.
 */
export function planLooks(windowsMost: number, windowMs: number): readonly number[] {
  const looks = EARLY_LOOKS.filter((look) => look < windowsMost);
  const step = Math.ceil(MINUTE_MS / windowMs);
  for (let look = 60 + step; look < windowsMost; look += step) looks.push(look);
  return [...looks, windowsMost];
}

/** Whether a look at `windows` windows may end in a pass. */
export const mayPass = (windows: number, windowsMost: number): boolean =>
  windows >= Math.min(PASS_FROM, windowsMost);
