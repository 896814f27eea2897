import { describe, expect, test } from '@jest/globals';
import { rateAlarms } from '../../../src/core/doctor/alarm-rate.ts';

describe('the exact interval of the alarm rate', () => {
  // As R's binom.test gives them; without alarms 1 - 0.025^(1/n).
  test.each([
    { alarms: 0, runs: 12, low: 0, high: 0.264648 },
    { alarms: 0, runs: 1, low: 0, high: 0.975 },
    { alarms: 1, runs: 20, low: 0.001265, high: 0.248733 },
    { alarms: 5, runs: 100, low: 0.016432, high: 0.112835 },
    { alarms: 3, runs: 3, low: 0.292402, high: 1 },
  ])('of $alarms in $runs', ({ alarms, runs, low, high }) => {
    const rate = rateAlarms(alarms, runs, 0.01);
    expect(rate.low).toBeCloseTo(low, 6);
    expect(rate.high).toBeCloseTo(high, 6);
  });

  test.each([0.01, 0.005, 0.05])('says how many clean runs show %d', (promised) => {
    const { runsToShow } = rateAlarms(0, 5, promised);
    expect(rateAlarms(0, runsToShow, promised).high).toBeLessThanOrEqual(promised);
    expect(rateAlarms(0, runsToShow - 1, promised).high).toBeGreaterThan(promised);
  });
});
