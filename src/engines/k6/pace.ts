import type { Pace } from '../../core/engine.ts';
import { type Leg, slotsPerWindow } from '../../core/schedule.ts';
import { ownSlots } from './own-time.ts';

/**
 * The part of the wrapper that sets its own pace with constant users. k6's ramping executors count from the end of setup(), which
 * no two generators reach together; this one counts from the leg's start, so that sides and windows stay where they were dealt.
 */
export function renderPace(pace: Pace, leg: Leg, side: number): string {
  switch (pace.kind) {
    case 'saturate':
      return BEGIN + SATURATE;
    case 'steps': {
      const factors = ownSlots(leg, side).map(
        (slot) => pace.factors[Math.floor(slot / slotsPerWindow(leg))] ?? 0,
      );
      return `${BEGIN}const FACTORS = ${JSON.stringify(factors)};\nconst DROPS = ${pace.late === 'dropped'};\n${STEPS}`;
    }
  }
}

const BEGIN = `
function begin(slot) {
  const window = Math.floor(slot / SLOTS_PER_WINDOW) - WARMUP;
  if (window >= 0) count(window);
}

const slotNow = () => Math.floor((Date.now() - START) / SLOT);

function waitUntil(passed) {
  const wait = START + passed - Date.now();
  if (wait > 0) sleep(wait / 1000);
}

/** In this slot or the side's next; false where there is none to come. */
function beginInNext(now) {
  const slot = SLOTS.find((own) => own >= now);
  if (slot === undefined) {
    sleep(1);
    return false;
  }
  waitUntil(slot * SLOT);
  begin(slot);
  return true;
}
`;

/**
 * The n-th iteration of the scenario is the n-th arrival, whichever user runs it. Arrivals are laid end to end over the side's own
 * slots, each slot as long as its factor makes it; a user's arrivals only grow, so it walks along the slots once.
 */
const STEPS = `
function openPaced(run, gapMs) {
  let at = 0;
  let before = 0;
  let scenario;
  return function (data) {
    takeOff();
    scenario ??= exec.scenario;
    const due = (scenario.iterationInTest + Math.random()) * gapMs;
    while (at < SLOTS.length && before + FACTORS[at] * SLOT <= due) before += FACTORS[at++] * SLOT;
    if (at === SLOTS.length) return void sleep(1);
    waitUntil(SLOTS[at] * SLOT + (due - before) / FACTORS[at]);
    const slot = slotNow();
    if (slot === SLOTS[at]) begin(slot);
    else if (DROPS || !beginInNext(slot)) return;
    return run(data);
  };
}
`;

const SATURATE = `
function openPaced(run) {
  return function (data) {
    takeOff();
    if (beginInNext(slotNow())) return run(data);
  };
}
`;
