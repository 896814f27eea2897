import betaQuantile from '@stdlib/stats-base-dists-beta-quantile';

/**
 * Upper confidence bound of a proportion after `events` in `trials` (Clopper & Pearson 1934), exceeded with
 * probability `tail` at most. 1 without trials.
 */
export function proportionAtMost(events: number, trials: number, tail: number): number {
  if (trials <= 0 || events >= trials) return 1;
  return betaQuantile(1 - tail, events + 1, trials - events);
}

/** Lower confidence bound, see `proportionAtMost`. */
export const proportionAtLeast = (events: number, trials: number, tail: number): number =>
  1 - proportionAtMost(trials - events, trials, tail);
