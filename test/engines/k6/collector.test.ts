import { totalmem } from 'node:os';
import { expect, test } from '@jest/globals';
import { collectorEnvironment } from '../../../src/engines/k6/collector.ts';

test('all generators together may fill half of the memory before k6 cleans up harder', () => {
  const one = Number(collectorEnvironment({}, 1)['GOMEMLIMIT']);
  const two = Number(collectorEnvironment({}, 2)['GOMEMLIMIT']);
  expect(one).toBeGreaterThan(2 ** 24);
  expect(one).toBeLessThanOrEqual(totalmem() / 2);
  expect(two).toBe(Math.floor(one / 2));
});

test("the user's own settings come first", () => {
  expect(collectorEnvironment({ GOGC: '50', GOMEMLIMIT: '1GiB' }, 2)).toEqual({
    GOGC: '50',
    GOMEMLIMIT: '1GiB',
  });
});
