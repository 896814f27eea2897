import studentQuantile from '@stdlib/stats-base-dists-t-quantile';
import { priorSpread, SHARE_PRIOR } from '../baseline/spread-priors.ts';

/**
 * How far apart one build's two runs lie when they were made at different times, perhaps on different machines: the mood of the
 * machine, which no window inside a run shows. An sd of the difference, of logarithms.
 */
export interface Mood {
  readonly sd: number;
}

/**
 * Never less than what the median of one service was measured to differ by from start to start: 7.1% a run (spread-priors.ts), so
 * 10% between two. The tail differed by more there, under neighbours that are seen inside a run as well: hence the second term.
 */
const LEAST = Math.SQRT2 * priorSpread('p50', 'raw').sd;
/** The slowest percent hangs on few requests. */
const LEAST_P99 = 1.5 * LEAST;
/** A machine that moves by so much from minute to minute moves by as much again between runs; bench/finished measures it. */
const FOLLOWS = 2;

/** `drift`: sd of the slow movement inside the runs. */
export const moodOf = (metric: string, drift: number): Mood => ({
  sd: Math.max(metric === 'p99' ? LEAST_P99 : LEAST, FOLLOWS * drift),
});

export const moodOfShares = (drift: number): Mood => ({
  sd: Math.max(Math.SQRT2 * SHARE_PRIOR.sd, FOLLOWS * drift),
});

/** How far a mood carries all metrics of a run, exceeded with probability `tail`. */
export const moodReach = ({ sd }: Mood, tail: number): number => studentQuantile(1 - tail, DEGREES) * sd;

/** The spreads come from few runs of few services; so many degrees make the tail of a normal one a fifth longer. */
const DEGREES = 10;
