import { type Prediction, predictNext, reachOf, seenWithPower } from '../../statistics/prediction.ts';
import type { Level } from './recording.ts';
import { priorSpread } from './spread-priors.ts';
import { readLevel, type StoredSeries } from './stored-series.ts';

/** Head against its recordings: logarithms for ratios, plain differences otherwise; larger is always worse. */
export interface StoredEffect {
  readonly estimate: number;
  /** 95% interval. */
  readonly low: number;
  readonly high: number;
  /** Upper bound that a pass rests on. */
  readonly most: number;
  readonly isWorse: boolean;
  readonly isBetter: boolean;
  /** Smallest effect that would have been called worse in four of five runs. */
  readonly seen: number;
}

/** Error probabilities that one metric may spend. */
export interface Risks {
  /** Of being called worse by chance: alpha over all metrics that could be. */
  readonly tail: number;
  /** Of being passed though it is worse by its margin. */
  readonly beta: number;
}

/** Recordings that agree better than this agree by chance. */
const LEAST_SPREAD = 0.02;
export const INTERVAL_TAIL = 0.025;

/** Throughput is the one metric of which less is worse. */
export const turnOf = ({ metric }: Pick<Level, 'metric'>): 1 | -1 => (metric === 'throughput' ? -1 : 1);

/** Null without a recording. */
export function logEffect({ level, past, form }: StoredSeries, risks: Risks): StoredEffect | null {
  const read = (one: Level): number => turnOf(level) * Math.log(readLevel(one, form) as number);
  const prior = priorSpread(level.metric, form);
  const prediction = predictNext(past.map(read), { floor: Math.log1p(LEAST_SPREAD), prior });
  return prediction === null ? null : effectOf(read(level) - prediction.centre, prediction, risks);
}

/** Null also where recordings are all zero: then there is no scale on which to measure a difference. */
export function linearEffect({ level, past }: StoredSeries, risks: Risks): StoredEffect | null {
  const values = past.map(({ value }) => value);
  const size = Math.abs(values.reduce((sum, value) => sum + value, 0) / values.length);
  const { sd, degrees } = priorSpread(level.metric, 'raw');
  const prediction = predictNext(values, { floor: LEAST_SPREAD * size, prior: { sd: sd * size, degrees } });
  if (prediction === null || prediction.sd === 0) return null;
  return effectOf(level.value - prediction.centre, prediction, risks);
}

/** One prediction gives estimate, interval and verdict, so that they cannot disagree. */
export function effectOf(estimate: number, prediction: Prediction, { tail, beta }: Risks): StoredEffect {
  const bound = reachOf(prediction, tail);
  const isWorse = estimate > bound;
  const isBetter = estimate < -bound;
  const usual = reachOf(prediction, INTERVAL_TAIL);
  // Alpha may be set so large that what is proven lies inside the usual interval: then the interval is that of the proof.
  const half = isWorse || isBetter ? Math.min(usual, bound) : usual;
  return {
    estimate,
    low: estimate - half,
    high: estimate + half,
    // A claim within a margin must not contradict the interval that is printed beside it.
    most: estimate + reachOf(prediction, Math.min(beta, INTERVAL_TAIL)),
    isWorse,
    isBetter,
    seen: seenWithPower(prediction, tail),
  };
}
