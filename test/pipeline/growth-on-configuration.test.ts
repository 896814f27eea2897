import { expect, test } from '@jest/globals';
import type { Plan } from '../../src/core/plan.ts';
import type { Result } from '../../src/core/result.ts';
import type { TargetSource } from '../../src/core/target.ts';
import { type FixedRate, goBeyondRate } from '../../src/pipeline/capacity-growth.ts';
import type { Instruments } from '../../src/pipeline/measure.ts';
import { listen } from './capacity-services.ts';

const result = { judgement: { verdict: 'pass', reason: { kind: 'held' } } } as Result;

/** Growth begins by starting both sides: this source only tells that it was asked to. */
const source: TargetSource = {
  ...{ sides: ['base', 'head'], labels: ['', ''], commits: [null, null], restartable: true },
  start: () => Promise.reject(new Error('growth was begun')),
  [Symbol.asyncDispose]: () => Promise.resolve(),
};

const goBeyond = (plan: Partial<Plan>, touchesConfiguration?: boolean): Promise<Result> => {
  const whole = { comparesCapacity: false, growthFrom: null, seed: 's', ...plan } as Plan;
  const fixed: FixedRate = {
    ...{ result, plan: whole, settled: { plan: whole, capacity: null } },
    ...(touchesConfiguration === undefined ? {} : { touchesConfiguration }),
  };
  return goBeyondRate(fixed, { source } as Instruments, listen());
};

test('a change of configuration has growth tried where the load of today is known', async () => {
  await expect(goBeyond({ growthOnConfiguration: 40 }, true)).rejects.toThrow('growth was begun');
});

test('code alone does not, and neither does configuration where that load is not known', async () => {
  expect(await goBeyond({ growthOnConfiguration: 40 }, false)).toBe(result);
  expect(await goBeyond({ growthOnConfiguration: 40 })).toBe(result);
  expect(await goBeyond({}, true)).toBe(result);
});

test('growth that is asked for is tried whatever has changed', async () => {
  await expect(goBeyond({ growthFrom: 40 })).rejects.toThrow('growth was begun');
});
