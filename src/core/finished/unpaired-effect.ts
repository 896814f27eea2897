import { type BatchLevel, chanceReach, contrast, levelByBatches } from '../../statistics/unpaired.ts';
import { type Mood, moodOf, moodReach } from './mood.ts';
import type { SideValues } from './side-values.ts';

/** Head against base from runs at different times: logarithms for ratios, plain differences for shares; larger is worse. */
export interface UnpairedEffect {
  readonly estimate: number;
  /** 95% interval. */
  readonly low: number;
  readonly high: number;
  /** Upper bound that a pass rests on. */
  readonly most: number;
  readonly isWorse: boolean;
  readonly isBetter: boolean;
  /** Smallest effect that would have been called worse in four of five pairs of runs. */
  readonly seen: number;
}

/** Error probabilities of one comparison. */
export interface UnpairedRisks {
  /** Of a mood that carries metrics beyond their bounds: one draw for the machine, so paid for once. */
  readonly mood: number;
  /** Of chance between the windows, for each metric. */
  readonly chance: number;
  /** Of passing a metric that is worse by its margin. */
  readonly beta: number;
}

export const INTERVAL_TAIL = 0.025;
const POWER_TAIL = 0.2;

/** Null for too few windows. `stepMs`: latencies may be cut off by as much. */
export function logEffect(
  metric: string,
  values: readonly [SideValues, SideValues],
  risks: UnpairedRisks,
  stepMs: number,
): UnpairedEffect | null {
  const [base, head] = values.map((side) => (side.kind === 'logs' ? levelByBatches(side.logs) : null));
  if (!base || !head) return null;
  const grain = Math.log1p(stepMs / Math.exp(Math.min(base.centre, head.centre)));
  return effectOf({ base, head, mood: moodOf(metric, driftOf(base, head)), grain }, risks);
}

/** Two levels and what, beside chance, may lie between them. */
export interface Compared {
  readonly base: BatchLevel;
  readonly head: BatchLevel;
  readonly mood: Mood;
  /** What the measuring of time itself leaves open. */
  readonly grain: number;
}

/** One set of bounds gives estimate, interval and verdict, so that they cannot disagree. */
export function effectOf({ base, head, mood, grain }: Compared, risks: UnpairedRisks): UnpairedEffect {
  const found = contrast(base, head);
  const { estimate } = found;
  const bound = moodReach(mood, risks.mood) + chanceReach(found, risks.chance) + grain;
  // Independent of each other, so for one metric alone they add as variances do.
  const reach = (tail: number): number => Math.hypot(moodReach(mood, tail), chanceReach(found, tail)) + grain;
  const isWorse = estimate > bound;
  const isBetter = estimate < -bound;
  const half = isWorse || isBetter ? Math.min(reach(INTERVAL_TAIL), bound) : reach(INTERVAL_TAIL);
  return {
    estimate,
    low: estimate - half,
    high: estimate + half,
    // A claim within a margin must not contradict the interval that is printed beside it.
    most: estimate + reach(Math.min(risks.beta, INTERVAL_TAIL)),
    isWorse,
    isBetter,
    seen: bound + reach(POWER_TAIL) - grain,
  };
}

/** Of both runs alike: neither may be the quiet one by itself. */
export const driftOf = (base: BatchLevel, head: BatchLevel): number =>
  Math.sqrt((base.drift ** 2 + head.drift ** 2) / 2);
