import { expect, test } from '@jest/globals';
import type { Result } from '../../src/core/result.ts';
import { measureCapacity } from '../../src/pipeline/capacity.ts';
import { capacityLines } from '../../src/report/capacity.ts';
import { listen, sidesOf } from './capacity-services.ts';

test('finds that head has lost a third of its workers, in short blocks', async () => {
  const { plan, instruments } = await sidesOf([6, 25], [4, 25]);
  const finding = await measureCapacity(
    {
      plan,
      capacity: { perSecond: 240, limit: 'service', iterationMs: 27 },
      blocks: { blockMs: 600, guardMs: 150, pairsMost: 12 },
    },
    instruments,
    listen(),
  );
  const { comparison, goodput } = finding;
  expect(comparison.standing).toBe('worse');
  expect(goodput.base).toHaveLength(12);
  // 240 and 160 by construction.
  expect(comparison.change?.estimate).toBeGreaterThan(-0.42);
  expect(comparison.change?.estimate).toBeLessThan(-0.24);
  expect(finding.alpha).toBeCloseTo(0.0025, 10);
  const [line] = capacityLines({ capacity: finding } as Result);
  expect(line).toMatch(/^Head serves 1\d\d requests\/s where base serves 2\d\d: −3\d.*Proven worse/);
}, 70_000);
