import { describe, expect, test } from '@jest/globals';
import { countVerdicts } from '../../../bench/baseline/alarms.ts';
import { proportionAtLeast, proportionAtMost } from '../../../src/statistics/proportion.ts';

const COMMENTS = 400;
const RECORDED = [3, 5, 10, 20];
const SPREADS = [0.03, 0.1];

const alarms = (recorded: number, factor = 1): number =>
  SPREADS.map(
    (sd) =>
      countVerdicts({
        world: { sd, correlation: 0.5, failing: 0.0005 },
        recorded,
        factor,
        comments: COMMENTS,
      }).fail,
  ).reduce((sum, fails) => sum + fails, 0);

describe('comments on twenty correlated metrics without a change', () => {
  test('raise an alarm at most once in a hundred, however many recordings there are', () => {
    const counts = RECORDED.map((recorded) => alarms(recorded));
    const each = SPREADS.length * COMMENTS;
    for (const count of counts) expect(proportionAtLeast(count, each, 0.025)).toBeLessThanOrEqual(0.01);
    const all = counts.reduce((sum, count) => sum + count, 0);
    expect(all).toBeGreaterThan(0);
    expect(proportionAtMost(all, RECORDED.length * each, 0.025)).toBeLessThanOrEqual(0.01);
  });

  test('see a doubling with twenty recordings', () => {
    const seen = countVerdicts({
      world: { sd: 0.1, correlation: 0.5, failing: 0 },
      recorded: 20,
      factor: 2,
      comments: 50,
    });
    expect(seen.fail).toBe(50);
  });
});
