import { expect, test } from '@jest/globals';
import { type FoundRate, findRate } from '../../src/pipeline/find-rate.ts';
import { settleRate } from '../../src/pipeline/find-rate-plan.ts';
import { createWorkspace, startEcho } from '../engines/k6/rig.ts';
import { cores, listen, sidesOf, sidesWith } from './capacity-services.ts';

test('finds what a service sustains that can do 100 a second, and says both numbers', async () => {
  const { instruments } = await sidesOf([2, 20], [2, 20]);
  const surroundings = listen();
  const found = await findRate({ ...instruments, side: 0, cores }, surroundings);
  expect(found?.capacity.limit).toBe('service');
  expectHundred(found);
  expect(found?.capacity.iterationMs).toBeGreaterThan(15);
  expect(surroundings.said.at(-1)).toMatch(
    /^base sustains \d+.* iterations\/s, seen in \d+ s; 65% of it are \d/,
  );
}, 40_000);

test('leaves what it did not start alone, and a rate that was set as it is', async () => {
  const { plan, instruments } = await sidesOf([1, 10], [1, 10]);
  const foreign = { ...instruments, source: { ...instruments.source, restartable: false } };
  const surroundings = listen();
  expect(await settleRate(plan, foreign, surroundings)).toEqual({ plan, capacity: null });
  const set = { ...plan, rate: 33, rateSource: 'set' as const, findsRate: false };
  expect(await settleRate(set, instruments, surroundings)).toEqual({ plan: set, capacity: null });
  expect(surroundings.said).toEqual([]);
});

test('leaves capacity its share of alpha', async () => {
  const { plan, instruments } = await sidesOf([1, 10], [1, 10]);
  const foreign = { ...instruments, source: { ...instruments.source, restartable: false } };
  const settled = await settleRate({ ...plan, comparesCapacity: true }, foreign, listen());
  expect(settled.plan.policy.alpha).toBeCloseTo(0.0075, 10);
});

test('ends at once when it is cancelled', async () => {
  const { instruments } = await sidesOf([2, 20], [2, 20]);
  const cancelled = new AbortController();
  const surroundings = listen(cancelled.signal);
  const looking = findRate({ ...instruments, side: 0, cores }, surroundings);
  setTimeout(() => cancelled.abort(new Error('cancelled')), 1500);
  await expect(looking).rejects.toThrow('cancelled');
}, 20_000);

test('stops as soon as any of the load goes to somebody else', async () => {
  await using elsewhere = await startEcho();
  await using workspace = await createWorkspace({
    'load.js': `import http from 'k6/http';
export default function () {
  http.get(__ENV.BASE_URL + '/work');
  http.get('${elsewhere.url}/sign-in');
}`,
  });
  const { instruments } = await sidesWith(`${workspace.path}/load.js`);
  const surroundings = listen();
  expect(await findRate({ ...instruments, side: 0, cores }, surroundings)).toBeNull();
  expect(surroundings.said.at(-1)).toContain(`the script also asks ${elsewhere.url}`);
  // The first two steps offer 55 iterations; the search ends within them.
  expect(elsewhere.arrivals.length).toBeLessThanOrEqual(60);
}, 20_000);

test('waits for a setup() that takes longer than the ramp gave it', async () => {
  await using workspace = await createWorkspace({
    'load.js': `import http from 'k6/http';
import { sleep } from 'k6';
export function setup() { sleep(4.5); }
export default function () { http.get(__ENV.BASE_URL + '/work'); }`,
  });
  const { instruments } = await sidesWith(`${workspace.path}/load.js`);
  expectHundred(await findRate({ ...instruments, side: 0, cores }, listen()));
}, 60_000);

/** 100 a second by construction, and never more; a machine that is busy with other things takes up to half of it. */
function expectHundred(found: FoundRate | null): void {
  const perSecond = found?.capacity.perSecond ?? 0;
  expect(perSecond).toBeGreaterThanOrEqual(50);
  expect(perSecond).toBeLessThanOrEqual(110);
  expect((found?.rate ?? 0) / perSecond).toBeCloseTo(0.65, 1);
}
