import type { Comparison, Standing } from '../judgement.ts';
import type { Observations } from '../observations.ts';
import { marginFor, type Policy } from '../policy.ts';
import { isGated, isJudged, type Series } from '../series.ts';
import { readSides } from './side-values.ts';
import { logEffect, type UnpairedEffect, type UnpairedRisks } from './unpaired-effect.ts';
import { shareEffect } from './unpaired-share.ts';

export interface UnpairedRules extends UnpairedRisks {
  readonly observations: Observations;
  readonly policy: Policy;
  readonly stepMs: number;
  /** Whether there are grounds for any verdict; without them changes are shown and decide nothing. */
  readonly isSound: boolean;
}

/** Head against base on one metric, their windows never paired. */
export function compareUnpaired(series: Series, rules: UnpairedRules): Comparison {
  const { observations, policy, stepMs, isSound } = rules;
  const values = readSides(observations, series);
  const isLog = series.scale === 'log';
  const effect = isLog ? logEffect(series.metric, values, rules, stepMs) : shareEffect(values, rules);
  const toChange = (value: number): number => (isLog ? Math.expm1(value) : value);
  const [base, head] = sidesOf(series, effect);
  return {
    metric: series.metric,
    endpoint: series.endpoint,
    unit: series.unit,
    kind: isLog ? 'ratio' : 'difference',
    base,
    head,
    change:
      effect === null
        ? null
        : { estimate: toChange(effect.estimate), low: toChange(effect.low), high: toChange(effect.high) },
    resolution: effect === null ? null : toChange(effect.seen),
    margin: marginFor(policy.margins, series.metric, series.endpoint),
    standing: isSound ? standingOf(series, effect) : 'shown',
    requests: series.totals.requests,
  };
}

function standingOf(series: Series, effect: UnpairedEffect | null): Standing {
  if (series.role === 'sparse') return 'sparse';
  if (!isJudged(series)) return 'shown';
  if (effect === null) return isGated(series) ? 'open' : 'shown';
  if (effect.isWorse) return 'worse';
  if (effect.isBetter) return 'better';
  if (series.margin === null) return 'shown';
  return effect.most <= series.margin ? 'held' : 'open';
}

/** Both values and the change agree: head's is what was measured, base's what the change makes of it. */
function sidesOf(
  { scale, sides }: Series,
  effect: UnpairedEffect | null,
): readonly [number | null, number | null] {
  const [, head] = sides;
  if (scale !== 'log' || effect === null || head === null) return sides;
  return [head / Math.exp(effect.estimate), head];
}
