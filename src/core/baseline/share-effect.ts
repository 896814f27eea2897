import { predictNext } from '../../statistics/prediction.ts';
import { proportionAtLeast, proportionAtMost } from '../../statistics/proportion.ts';
import type { Level } from './recording.ts';
import { SHARE_PRIOR } from './spread-priors.ts';
import { effectOf, INTERVAL_TAIL, type Risks, type StoredEffect } from './stored-effect.ts';
import type { StoredSeries } from './stored-series.ts';

/**
 * Shares of failures as plain differences. Two doubts must both be beyond chance: that runs differ (prediction from the
 * recorded shares, never narrower than head's own binomial spread) and that few failures are many by luck (exact binomial
 * bounds of head and of all recordings pooled must not meet). And they must be spread over blocks, which are what is independent, and exceed
 * the margin: a stall of a tenth of a second now and then is no part of twenty recordings without one failure, and comes all the same.
 */
export function shareEffect(
  { level, past, margin }: Pick<StoredSeries, 'level' | 'past' | 'margin'>,
  risks: Risks,
): StoredEffect | null {
  const pooled = pool(past);
  if (pooled.trials === 0) return null;
  const most = proportionAtMost(pooled.events, pooled.trials, INTERVAL_TAIL);
  const floor = Math.sqrt((most * (1 - most)) / level.requests);
  const prediction = predictNext(
    past.map(({ value }) => value),
    { floor, prior: SHARE_PRIOR },
  );
  if (prediction === null) return null;
  const share = pooled.events / pooled.trials;
  const effect = effectOf(level.value - share, prediction, risks);
  const doubt = risks.tail / 2;
  const head = { events: eventsOf(level), trials: level.requests };
  const isNotable = effect.estimate > (margin ?? 0) && !isIncident(level);
  const isWorse = effect.isWorse && isAbove(head, pooled, doubt) && isNotable;
  const isBetter = effect.isBetter && isAbove(pooled, head, doubt);
  const highest = (tail: number): number => proportionAtMost(head.events, head.trials, tail) - share;
  return {
    estimate: effect.estimate,
    low: isWorse ? effect.low : Math.min(effect.low, leastOf(head) - most),
    high: isBetter ? effect.high : Math.max(effect.high, highest(INTERVAL_TAIL)),
    most: Math.max(effect.most, highest(Math.min(risks.beta, INTERVAL_TAIL))),
    isWorse,
    isBetter,
    seen: Math.max(effect.seen, margin ?? 0, most - share + leastEvents(doubt) / level.requests),
  };
}

/** Requests of one window fail together; in fewer blocks than this, it may have been the machine that stood still. */
const LEAST_BLOCKS = 3;

const isIncident = ({ blocks = LEAST_BLOCKS }: Level): boolean => blocks < LEAST_BLOCKS;

/** Recorded share over all runs; null without any. */
export function pooledShare(past: readonly Level[]): number | null {
  const { events, trials } = pool(past);
  return trials > 0 ? events / trials : null;
}

interface Counted {
  readonly events: number;
  readonly trials: number;
}

const eventsOf = ({ value, requests }: Level): number => Math.round(value * requests);

function pool(levels: readonly Level[]): Counted {
  const sum = (read: (level: Level) => number): number =>
    levels.reduce((total, level) => total + read(level), 0);
  return { events: sum(eventsOf), trials: sum(({ requests }) => requests) };
}

const isAbove = (upper: Counted, lower: Counted, tail: number): boolean =>
  proportionAtLeast(upper.events, upper.trials, tail) > proportionAtMost(lower.events, lower.trials, tail);

const leastOf = ({ events, trials }: Counted): number => proportionAtLeast(events, trials, INTERVAL_TAIL);

/** Failures of which chance alone brings none with probability `tail`, and what four of five runs show of them. */
function leastEvents(tail: number): number {
  const needed = -Math.log(tail);
  return needed + Math.sqrt(needed);
}
