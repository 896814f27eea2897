import { median } from '../../statistics/quantile.ts';
import type { Comparison, Standing } from '../judgement.ts';
import type { Level } from './recording.ts';
import { pooledShare, shareEffect } from './share-effect.ts';
import { linearEffect, logEffect, type Risks, type StoredEffect, turnOf } from './stored-effect.ts';
import type { StoredSeries } from './stored-series.ts';

export interface StoredRules extends Risks {
  /** Whether there are grounds for any verdict; without them changes are shown and decide nothing. */
  readonly isSound: boolean;
}

/** Head against its recordings on one metric. */
export function compareStored(series: StoredSeries, rules: StoredRules): Comparison {
  const { level, past, margin } = series;
  const effect = measureEffect(series, rules);
  const change = effect === null ? null : changeOf(level, effect);
  return {
    metric: level.metric,
    endpoint: level.endpoint,
    unit: level.unit,
    kind: level.scale === 'log' ? 'ratio' : 'difference',
    base: change === null ? typicalOf(past) : baseOf(level, change.estimate, past),
    head: level.value,
    change,
    resolution: effect === null ? null : Math.abs(toChange(level, effect.seen)),
    margin,
    standing: standingOf(series, effect, rules.isSound),
    requests: [past.reduce((sum, { requests }) => sum + requests, 0), level.requests],
  };
}

function measureEffect(series: StoredSeries, risks: Risks): StoredEffect | null {
  switch (series.level.scale) {
    case 'log':
      return logEffect(series, risks);
    case 'linear':
      return linearEffect(series, risks);
    case 'count':
      return shareEffect(series, risks);
  }
}

function standingOf(
  { level, past, margin, role }: StoredSeries,
  effect: StoredEffect | null,
  isSound: boolean,
): Standing {
  if (!isSound || role === 'shown' || past.length === 0) return 'shown';
  if (effect === null) return 'open';
  if (effect.isWorse) return 'worse';
  if (effect.isBetter) return 'better';
  if (margin === null) return 'shown';
  return effect.most <= toEffect(level, margin) ? 'held' : 'open';
}

/** A margin is a change for the worse, whichever way that is; less than nothing cannot be left of a throughput. */
function toEffect(level: Level, margin: number): number {
  if (level.scale !== 'log') return margin;
  return turnOf(level) === 1 ? Math.log1p(margin) : -Math.log1p(-Math.min(margin, 0.99));
}

function changeOf(level: Level, { estimate, low, high }: StoredEffect): NonNullable<Comparison['change']> {
  const ends = [toChange(level, low), toChange(level, high)];
  return { estimate: toChange(level, estimate), low: Math.min(...ends), high: Math.max(...ends) };
}

const toChange = (level: Level, effect: number): number =>
  level.scale === 'log' ? Math.expm1(turnOf(level) * effect) : effect;

/** What the recordings say that this machine would have shown, so that both values and the change agree. */
function baseOf(level: Level, change: number, past: readonly Level[]): number | null {
  switch (level.scale) {
    case 'log':
      return level.value / (1 + change);
    case 'linear':
      return level.value - change;
    case 'count':
      return pooledShare(past);
  }
}

const typicalOf = (past: readonly Level[]): number | null =>
  past.length === 0 ? null : median(past.map(({ value }) => value));
