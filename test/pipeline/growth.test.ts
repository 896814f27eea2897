import { expect, test } from '@jest/globals';
import type { Result } from '../../src/core/result.ts';
import { measureGrowth } from '../../src/pipeline/growth.ts';
import { growthLines } from '../../src/report/growth.ts';
import { listen, sidesOf } from './capacity-services.ts';

test('head stalls where its workers are all busy, base does not, and the step is tried again', async () => {
  // 200 and 50 a second by construction, against 20, 40, 60, 80 and 120.
  const { plan, instruments } = await sidesOf([8, 40], [2, 40]);
  const surroundings = listen();
  const growth = await measureGrowth({ plan, expectedRate: 40, countedMs: 1000 }, instruments, surroundings);
  expect(growth.base.stall).toBeNull();
  expect(growth.head.stall?.factor).toBe(1.5);
  expect(growth.head.stall?.signs).toContain('goodput');
  expect(growth.confirmation).toMatchObject({ factor: 1.5, confirmed: true });
  const [, today] = growth.base.steps;
  expect(today?.offered).toBeCloseTo(40, 5);
  expect(today?.p50Ms).toBeGreaterThan(35);
  expect(today?.inFlight).toBeGreaterThan(1);
  expect(growth.head.steps.at(-1)?.inFlight).toBeGreaterThan(10);
  expect(surroundings.said).toContain('head stalls at 1.5× and base does not: trying both again');
  expect(growthLines({ growth } as Result)).toEqual([
    "Growth: head stalls at 1.5× today's load of 40 iterations/s; base stood 3×. Tried again, it was the same.",
  ]);
}, 90_000);
