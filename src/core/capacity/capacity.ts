/** How much load a side sustains, found by a ramp and some seconds of full load. */
export interface Capacity {
  /** Iterations per second. */
  readonly perSecond: number;
  /**
   * What stopped it. `service`: the service. `generator`: the load tool took the processors. `users`: every virtual user waited for
   * an answer that was not late. `none`: the end of the ramp, so it is at least that.
   */
  readonly limit: 'service' | 'generator' | 'users' | 'none';
  /** Mean duration of an iteration in the best step with capacity to spare, ms. */
  readonly iterationMs: number;
}

/** Of capacity, the load at which a change shows most while the queue stays short (statistics: power against load). */
const SHARE = 0.65;

/** The rate to compare at, in three digits, because no more were measured. */
export const rateFor = ({ perSecond }: Capacity): number => Number((SHARE * perSecond).toPrecision(3));

/**
 * Users who keep a service of that capacity busy without a break: twice as many as are served at once at its best, so that
 * one waits for each that is served, and what waits is done soon after the load has moved to the other side.
 */
export const saturatingUsers = ({ perSecond, iterationMs }: Capacity): number =>
  Math.min(MOST_USERS, Math.max(FEWEST_USERS, Math.ceil((2 * perSecond * iterationMs) / 1000)));

const FEWEST_USERS = 8;
const MOST_USERS = 500;
