import { proportionAtLeast, proportionAtMost } from '../../statistics/proportion.ts';

/** How often equal versions were called worse, with the exact 95% interval; shares in [0, 1]. */
export interface AlarmRate {
  readonly alarms: number;
  readonly runs: number;
  readonly low: number;
  readonly high: number;
  /** What the policy promises at most. */
  readonly promised: number;
  /** Runs, none with an alarm, that bring the upper end of the interval down to what is promised. */
  readonly runsToShow: number;
}

const TAIL = 0.025;

export const rateAlarms = (alarms: number, runs: number, promised: number): AlarmRate => ({
  alarms,
  runs,
  low: proportionAtLeast(alarms, runs, TAIL),
  high: proportionAtMost(alarms, runs, TAIL),
  promised,
  // Without an alarm the upper end after n runs is 1 - TAIL^(1/n).
  runsToShow: Math.ceil(Math.log(TAIL) / Math.log1p(-promised)),
});
