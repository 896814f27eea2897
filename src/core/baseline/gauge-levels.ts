import { MAD_TO_SD } from '../../statistics/pairs.ts';
import { median, medianAbsoluteDeviation } from '../../statistics/quantile.ts';
import { mean } from '../../statistics/student.ts';
import type { GaugeBlocks, Observations } from '../observations.ts';
import { toLog } from '../strata.ts';
import { type LevelScope, logLevel } from './log-level.ts';
import type { Level } from './recording.ts';
import { shareLevel } from './share-level.ts';

/** CPU per request, throughput, checks and the script's own metrics of one side alone. */
export function gaugeLevels({ gauges, mix }: Observations, scope: LevelScope): (Level | null)[] {
  const requests = mix.cells[0]?.requests ?? [];
  const total = requests.reduce((sum, count) => sum + count, 0);
  return gauges.map((gauge) => gaugeLevel(gauge, { requests, total, scope }));
}

interface GaugeContext {
  readonly requests: readonly number[];
  readonly total: number;
  readonly scope: LevelScope;
}

function gaugeLevel(gauge: GaugeBlocks, { requests, total, scope }: GaugeContext): Level | null {
  const { metric, unit, scale } = gauge;
  const values = gauge.values[0] ?? [];
  const own = { metric, endpoint: null, unit, requests: total };
  switch (scale) {
    case 'log':
      return logLevel({ ...own, span: 1, logs: values.map(toLog) }, scope);
    case 'linear':
      return linearLevel(own, values, scope);
    case 'count':
      return shareLevel({ ...own, events: values, trials: gauge.of?.[0] ?? requests, span: 1 }, scope.lost);
  }
}

/** Geometric mean of the peaks of all starts; a machine's speed has no part in it, so it has no quotient. */
export function memoryLevel({ peakMemory }: Observations): Level | null {
  const logs = (peakMemory[0] ?? []).map(toLog).filter((value) => value !== null);
  if (logs.length === 0) return null;
  return {
    metric: 'memory',
    endpoint: null,
    unit: 'bytes',
    scale: 'log',
    value: Math.exp(mean(logs)),
    ratio: null,
    spread: MAD_TO_SD * medianAbsoluteDeviation(logs),
    requests: 0,
  };
}

function linearLevel(
  own: Pick<Level, 'metric' | 'endpoint' | 'unit' | 'requests'>,
  values: GaugeBlocks['values'][number],
  { lost }: LevelScope,
): Level | null {
  const kept = values.filter((value, window) => Number.isFinite(value) && !lost.has(window)) as number[];
  if (kept.length === 0) return null;
  const spread = MAD_TO_SD * medianAbsoluteDeviation(kept);
  return { ...own, scale: 'linear', value: median(kept), ratio: null, spread };
}
