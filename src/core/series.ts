import type { Pairs } from '../statistics/pairs.ts';
import type { Unit } from './observations.ts';

/** What a series is in the verdict: a member of one of the two families, or why it is in neither. */
export type Role = 'run' | 'endpoint' | 'shown' | 'sparse';

/** One metric of the run or of an endpoint as the judge reads it: paired blocks, larger always worse. */
export interface Series {
  readonly metric: string;
  readonly endpoint: string | null;
  readonly unit: Unit;
  readonly scale: 'log' | 'count' | 'linear';
  /** `down`: a smaller value is worse, so the pairs are turned round. */
  readonly worse: 'up' | 'down';
  readonly role: Role;
  readonly pairs: Pairs;
  /** Difference between two starts of one build that is never held against head, as an effect on the pairs. */
  readonly allowance: number;
  /** Tolerated change as an effect on the pairs; null where a pass claims nothing. */
  readonly margin: number | null;
  /** Typical value of the run, between the sides; null without pairs. On a log scale its logarithm. */
  readonly level: number | null;
  /** Each side's own value, in the unit: the median over its blocks, or the pooled share. */
  readonly sides: readonly [number | null, number | null];
  readonly totals: {
    readonly requests: readonly [number, number];
    /** Occurrences counted and chances for them, by side, on the scale `count`. */
    readonly events: readonly [number, number];
    readonly trials: readonly [number, number];
  };
  /** Share of all requests, in [0, 1]. */
  readonly share: number;
}

/** 2^-8 is below half a percent: with fewer pairs no sign-flip test can reject. */
export const LEAST_PAIRS = 8;

export const isTestable = (series: Series): boolean => series.pairs.differences.length >= LEAST_PAIRS;

export const isJudged = (series: Series): boolean => series.role === 'run' || series.role === 'endpoint';

export const isGated = (series: Series): boolean => isJudged(series) && series.margin !== null;

/** Identifies a series from look to look. */
export const seriesKey = (series: Series): string => `${series.metric}\n${series.endpoint ?? ''}`;
