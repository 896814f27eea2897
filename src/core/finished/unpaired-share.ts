import { proportionAtLeast, proportionAtMost } from '../../statistics/proportion.ts';
import { type BatchLevel, levelByBatches } from '../../statistics/unpaired.ts';
import { moodOfShares } from './mood.ts';
import type { SideValues } from './side-values.ts';
import {
  driftOf,
  effectOf,
  INTERVAL_TAIL,
  type UnpairedEffect,
  type UnpairedRisks,
} from './unpaired-effect.ts';

/**
 * Shares of failures. Beside mood and chance a third doubt must be overcome: that few failures are many by luck (exact binomial
 * bounds of both sides must not meet). Null for too few windows.
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
  const isWorse = found.isWorse && isAbove(head, base, doubt);
  const isBetter = found.isBetter && isAbove(base, head, doubt);
  // Where hardly anything failed, batches know no spread; the exact bounds of head do.
  const share = base.events / base.trials;
  const highest = proportionAtMost(head.events, head.trials, INTERVAL_TAIL) - share;
  const lowest = proportionAtLeast(head.events, head.trials, INTERVAL_TAIL) - share;
  return {
    ...found,
    low: isWorse ? found.low : Math.min(found.low, lowest),
    high: isBetter ? found.high : Math.max(found.high, highest),
    most: Math.max(found.most, highest),
    isWorse,
    isBetter,
    seen: Math.max(found.seen, -Math.log(doubt) / head.trials),
  };
}

interface Counted {
  readonly events: number;
  readonly trials: number;
  readonly level: BatchLevel;
}

/** Failures come in bursts, and bursts are what is counted: batches are means. */
function countShares({ events, trials }: SideValues & { readonly kind: 'counts' }): Counted | null {
  const shares = events.map((failed, at) => failed / (trials[at] as number));
  const level = levelByBatches(shares, 'mean');
  return level === null ? null : { events: sum(events), trials: sum(trials), level };
}

const isAbove = (upper: Counted, lower: Counted, tail: number): boolean =>
  proportionAtLeast(upper.events, upper.trials, tail) > proportionAtMost(lower.events, lower.trials, tail);

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
