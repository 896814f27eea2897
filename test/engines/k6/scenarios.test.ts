import { expect, test } from '@jest/globals';
import type { LegRun } from '../../../src/core/engine.ts';
import { readScenarios } from '../../../src/engines/k6/inspected.ts';
import { leadOf } from '../../../src/engines/k6/own-time.ts';
import { arrivalRate, planScenarios } from '../../../src/engines/k6/scenarios.ts';
import { renderWrapper } from '../../../src/engines/k6/wrapper.ts';
import { dealLeg, LEG } from './rig.ts';

const run: LegRun = {
  targets: [],
  order: [0, 1],
  leg: dealLeg('plan'),
  startAt: 10_000,
  rate: 40,
  users: { ready: 10, most: 30 },
};

test.each([1 / 3, 0.04, 6.6, 12.345, 99.99, 150])(
  'a rate of %p per second is kept to a millionth',
  (rate) => {
    const { rate: count, timeUnit } = arrivalRate(rate);
    const seconds = timeUnit.endsWith('ms')
      ? Number.parseFloat(timeUnit) / 1000
      : Number.parseFloat(timeUnit);
    expect(Number.isInteger(count)).toBe(true);
    expect(count / seconds / rate).toBeCloseTo(1, 5);
    expect(seconds).toBeLessThanOrEqual(Math.max(10, 1 / rate) + 0.001);
  },
);

test('shares out the rate by weight, and users so that a rare scenario is not starved', () => {
  const weights = [0.9, 0.1].map((weight, i) => ({ name: `s${i}`, exec: 'default', weight }));
  const [many, few] = planScenarios(weights, run, { side: 0, now: 9_000 });
  expect([many?.load.rate, few?.load.rate]).toEqual([18, 2]);
  expect(few?.gapMs).toBe(250);
  const waiting = [18, 2].map((arrivals) => Math.ceil((arrivals * leadOf(run.leg, 0)) / 1000));
  expect([many?.load.preAllocatedVUs, few?.load.preAllocatedVUs]).toEqual([
    7 + (waiting[0] ?? 0),
    3 + (waiting[1] ?? 0),
  ]);
  expect([many?.load.maxVUs, few?.load.maxVUs]).toEqual([21 + (waiting[0] ?? 0), 9 + (waiting[1] ?? 0)]);
  const legMs = (LEG.windows + LEG.warmupWindows) * LEG.windowMs;
  expect(Number.parseInt(many?.load.duration ?? '', 10)).toBeGreaterThan(1000 + legMs);
});

test('reads weights from rates, from users, and gives equal parts to a mixture', () => {
  const weigh = (scenarios: Parameters<typeof readScenarios>[0]) =>
    readScenarios(scenarios).map(({ weight }) => weight);
  const vus = (count: number) => ({ executor: 'constant-vus', vus: count });
  const rate = (count: number, timeUnit: string) => ({
    executor: 'constant-arrival-rate',
    rate: count,
    timeUnit,
  });
  expect(weigh({ a: rate(3, '1s'), b: rate(60, '1m') })).toEqual([0.75, 0.25]);
  expect(weigh({ a: vus(4), b: vus(1) })).toEqual([0.8, 0.2]);
  expect(weigh({ a: vus(9), b: rate(1, '1s') })).toEqual([0.5, 0.5]);
  const ramp = {
    executor: 'ramping-arrival-rate',
    startRate: 0,
    stages: [
      { target: 10, duration: '1m' },
      { target: 10, duration: '1m' },
    ],
  };
  expect(weigh({ a: ramp, b: rate(2.5, '1s') })).toEqual([0.75, 0.25]);
  expect(readScenarios(null)).toEqual([{ name: 'default', exec: 'default', weight: 1 }]);
});

test('the wrapper opens exactly the dealt slots of its side', () => {
  const scenarios = planScenarios([{ name: 'it’s "x"', exec: 'pay', weight: 1 }], run, {
    side: 0,
    now: 9_000,
  });
  const rendered = [0, 1].map((side) =>
    renderWrapper({
      script: 'file:///a%20b/load.js',
      leg: run.leg,
      side,
      startAt: 10_000,
      scenarios,
      hosts: {},
    }),
  );
  for (const [side, text] of rendered.entries()) {
    const slots = JSON.parse(/^const SLOTS = (\[[\d,]+\]);$/m.exec(text)?.[1] ?? '[]') as number[];
    expect(slots).toEqual([...run.leg.deal.keys()].filter((slot) => run.leg.deal[slot] === side));
  }
  expect(rendered[0]).toContain('import * as user from "file:///a%20b/load.js";');
  expect(rendered[0]).toContain('export const plimsoll_0 = open(user["pay"], 25);');
  expect(rendered[0]).toContain('const GUARD = 5;');
});
