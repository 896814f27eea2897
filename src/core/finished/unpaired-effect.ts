import { proportionAtLeast, proportionAtMost } from '../../statistics/proportion.ts';
import { type BatchLevel, chanceReach, contrast, levelByBatches } from '../../statistics/unpaired.ts';
import { type Mood, moodOf, moodOfShares, moodReach } from './mood.ts';
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

const INTERVAL_TAIL = 0.025;
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

/**
 * Shares of failures. Beside mood and chance a third doubt must be overcome: that few failures are many by luck (exact binomial
 * bounds of both sides must not meet).
 */
export function shareEffect(
  values: readonly [SideValues, SideValues],
  risks: UnpairedRisks,
): UnpairedEffect | null {
  const [base, head] = values.map((side) => (side.kind === 'counts' ? countShares(side) : null));
  if (!base || !head) return null;
  const mood = moodOfShares(driftOf(base.level, head.level));
  const found = effectOf({ base: base.level, head: head.level, mood, grain: 0 }, risks);
  const doubt = risks.chance / 2;
  const share = (of: Counted): number => of.events / of.trials;
  const estimate = share(head) - share(base);
  const shift = estimate - found.estimate;
  const isWorse = found.isWorse && found.low + shift > 0 && isAbove(head, base, doubt);
  const isBetter = found.isBetter && found.high + shift < 0 && isAbove(base, head, doubt);
  const highest = proportionAtMost(head.events, head.trials, INTERVAL_TAIL) - share(base);
  const lowest = proportionAtLeast(head.events, head.trials, INTERVAL_TAIL) - share(base);
  return {
    estimate,
    low: isWorse ? found.low + shift : Math.min(found.low + shift, lowest),
    high: isBetter ? found.high + shift : Math.max(found.high + shift, highest),
    most: Math.max(found.most + shift, highest),
    isWorse,
    isBetter,
    seen: Math.max(found.seen, -Math.log(doubt) / head.trials),
  };
}

interface Compared {
  readonly base: BatchLevel;
  readonly head: BatchLevel;
  readonly mood: Mood;
  /** What the measuring of time itself leaves open. */
  readonly grain: number;
}

/** One set of bounds gives estimate, interval and verdict, so that they cannot disagree. */
function effectOf({ base, head, mood, grain }: Compared, risks: UnpairedRisks): UnpairedEffect {
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
const driftOf = (base: BatchLevel, head: BatchLevel): number =>
  Math.sqrt((base.drift ** 2 + head.drift ** 2) / 2);

interface Counted {
  readonly events: number;
  readonly trials: number;
  readonly level: BatchLevel;
}

/** Medians of few failures are all zero: batches of shares are pooled from the counts of as many windows each. */
function countShares({ events, trials }: SideValues & { readonly kind: 'counts' }): Counted | null {
  const level = levelByBatches(poolShares(events, trials));
  return level === null ? null : { events: sum(events), trials: sum(trials), level };
}

/** So many windows together make one share; batches of two are then as long as a batch of latencies usually is. */
const TOGETHER = 3;
const LEAST_SHARES = 12;

function poolShares(events: readonly number[], trials: readonly number[]): number[] {
  const together = Math.max(1, Math.min(TOGETHER, Math.floor(trials.length / LEAST_SHARES)));
  const from = trials.length % together;
  return Array.from({ length: Math.floor(trials.length / together) }, (_, at) => {
    const own = (counts: readonly number[]): number =>
      sum(counts.slice(from + at * together, from + (at + 1) * together));
    return own(events) / own(trials);
  });
}

const isAbove = (upper: Counted, lower: Counted, tail: number): boolean =>
  proportionAtLeast(upper.events, upper.trials, tail) > proportionAtMost(lower.events, lower.trials, tail);

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
