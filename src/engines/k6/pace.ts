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
      return `${BEGIN}const FACTORS = ${JSON.stringify(factors)};\n${STEPS}`;
    }
  }
}

const BEGIN = `
function takeOff() {
  if (marked) delete exec.vu.metrics.metadata['plimsoll'];
  marked = false;
}

function begin(slot) {
  const window = Math.floor(slot / SLOTS_PER_WINDOW) - WARMUP;
  if (window < 0) return;
  exec.vu.metrics.metadata['plimsoll'] = String(FIRST_WINDOW + window);
  marked = true;
  begun.add(1);
}

function waitUntil(passed) {
  const wait = START + passed - Date.now();
  if (wait > 0) sleep(wait / 1000);
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
  return function (data) {
    takeOff();
    const due = (exec.scenario.iterationInTest + Math.random()) * gapMs;
    while (at < SLOTS.length && before + FACTORS[at] * SLOT <= due) before += FACTORS[at++] * SLOT;
    if (at === SLOTS.length) return void sleep(1);
    waitUntil(SLOTS[at] * SLOT + (due - before) / FACTORS[at]);
    if (Math.floor((Date.now() - START) / SLOT) !== SLOTS[at]) return;
    begin(SLOTS[at]);
    return run(data);
  };
}
`;

const SATURATE = `
function openPaced(run) {
  return function (data) {
    takeOff();
    const now = Math.floor((Date.now() - START) / SLOT);
    const slot = SLOTS.find((own) => own >= now);
    if (slot === undefined) return void sleep(1);
    waitUntil(slot * SLOT);
    begin(slot);
    return run(data);
  };
}
`;
