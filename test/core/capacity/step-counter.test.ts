import { expect, test } from '@jest/globals';
import { createStepCounter, type StepCounter } from '../../../src/core/capacity/step-counter.ts';
import type { Leg } from '../../../src/core/schedule.ts';

const START = 1_000_000;
/** Two windows of two blocks of a second: base, head, then head, base. */
const LEG: Leg = {
  sides: 2,
  windows: 2,
  windowMs: 2000,
  slotMs: 1000,
  firstWindow: 7,
  warmupWindows: 0,
  deal: Uint8Array.from([0, 1, 1, 0]),
};
const counter = (guardMs = 200): StepCounter => createStepCounter({ leg: LEG, startAt: START, guardMs });

interface Call {
  readonly window: number;
  readonly side: number;
  readonly from: number;
  readonly to: number;
  readonly failed?: boolean;
}

/** An iteration of one request, in ms since the start. */
function call(to: StepCounter, { window, side, from, to: end, failed = false }: Call): void {
  to.begun(window, side, START + from);
  to.request({ window, side, endpoint: 'GET /', durationMs: end - from, failed, endedAt: START + end });
  to.ended(window, side, end - from, START + end);
}

test('counts good answers by the clock of the counted part of the own block', () => {
  const steps = counter();
  call(steps, { window: 7, side: 0, from: 50, to: 100 }); // in the guard
  call(steps, { window: 7, side: 0, from: 300, to: 340 });
  call(steps, { window: 7, side: 0, from: 400, to: 440, failed: true });
  call(steps, { window: 7, side: 0, from: 950, to: 1100 }); // its block was over
  call(steps, { window: 8, side: 0, from: 3500, to: 3600 });
  const first = steps.read(7, 0);
  expect(first.goodput).toBeCloseTo(1 / 0.8);
  expect([first.begun, first.requests, first.failedShare]).toEqual([4, 4, 0.25]);
  expect(first.finished).toBeCloseTo(3 * 0.75);
  expect(steps.read(8, 0).goodput).toBeCloseTo(1 / 0.8);
  expect(steps.read(7, 1)).toMatchObject({ begun: 0, goodput: 0, p95Ms: null, users: 0 });
});

test('latencies are those of the good answers to what began in the block, however late', () => {
  const steps = counter();
  for (const ms of [10, 20, 30, 900]) call(steps, { window: 7, side: 0, from: 300, to: 300 + ms });
  call(steps, { window: 7, side: 0, from: 300, to: 301, failed: true });
  expect(steps.read(7, 0).p50Ms).toBe(25);
  expect(steps.read(7, 0).p95Ms).toBeGreaterThan(700);
});

test('requests and iterations in flight are averages over time', () => {
  const steps = counter(0);
  // Two calls of half a second each, one after the other: always one in flight.
  call(steps, { window: 7, side: 0, from: 0, to: 500 });
  call(steps, { window: 7, side: 0, from: 500, to: 999 });
  expect(steps.read(7, 0).inFlight).toBeCloseTo(1, 2);
  expect(steps.read(7, 0).users).toBeCloseTo(1, 2);
  // What is left over in the other side's block burdens neither.
  steps.begun(7, 1, START + 1000);
  steps.begun(7, 1, START + 1000);
  steps.ended(7, 1, 4000, START + 3500);
  expect(steps.read(7, 1).users).toBeCloseTo(2, 5);
  expect(steps.read(8, 1).users).toBeCloseTo(2, 5);
  expect(steps.toldUntil()).toBe(START + 3500);
});
