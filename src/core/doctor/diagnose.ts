import { readSeries } from '../read-series.ts';
import type { Result } from '../result.ts';
import { rateAlarms } from './alarm-rate.ts';
import type { Diagnosis, Load } from './diagnosis.ts';
import { summariseRun } from './examined-run.ts';
import { rangeOf } from './range.ts';
import { reachResolutions } from './reached-resolution.ts';
import { describeStarts, type StartEffect, suggestAllowance } from './start-effect.ts';
import { estimateStarts } from './start-estimate.ts';

/** Judges the instrument by comparisons of a build with itself; the first says under what conditions. */
export function diagnose(results: readonly [Result, ...Result[]]): Diagnosis {
  const [{ policy, provenance }] = results;
  const runs = results.map(summariseRun);
  const startEffects = START_METRICS.map((metric) => measureStarts(results, metric)).filter(
    ({ starts }) => starts > 0,
  );
  const counted = (verdict: string): number => runs.filter((run) => run.verdict === verdict).length;
  const verdicts = { pass: counted('pass'), fail: counted('fail'), inconclusive: counted('inconclusive') };
  return {
    runs,
    verdicts,
    alarms: rateAlarms(verdicts.fail, runs.length, policy.alpha),
    seconds: rangeOf(runs.map(({ seconds }) => seconds)),
    startEffects,
    allowance: {
      used: rangeOf(results.map((result) => result.policy.delta)),
      suggested: LAYOUTS.map((starts) => ({ starts, delta: suggestAllowance(startEffects, starts) })),
    },
    resolutions: reachResolutions(results),
    load: describeLoad(results),
    provenance,
  };
}

/** The median of the mix, and what a request costs: the allowance is held against both, and windows blur them least. */
const START_METRICS = ['p50', 'cpu'];
/** Starts of a run for which an allowance is suggested. */
const LAYOUTS = [1, 2, 4];

function measureStarts(results: readonly Result[], metric: string): StartEffect {
  const starts = results.flatMap(({ observations, policy, measurement }) =>
    readSeries(observations, policy, measurement.windowsMost)
      .filter((series) => series.endpoint === null && series.metric === metric)
      .flatMap(({ pairs }) => estimateStarts(pairs, measurement)),
  );
  return describeStarts(metric, starts);
}

function describeLoad(results: readonly [Result, ...Result[]]): Load {
  const measurements = results.map(({ measurement }) => measurement);
  const [{ measurement: first }] = results;
  const lost = sum(results.map(({ observations }) => observations.lost.length));
  const arrivals = sum(measurements.map(({ windows, windowMs, rate }) => (windows * windowMs * rate) / 1000));
  return {
    rate: first.rate,
    rateSource: first.rateSource,
    requestsPerSecond: rangeOf(measurements.map(({ requestsPerSecond }) => requestsPerSecond)),
    budgetSeconds: (first.windowsMost * first.windowMs) / 1000,
    windowMs: rangeOf(measurements.map(({ windowMs }) => windowMs)),
    slotMs: rangeOf(measurements.map(({ slotMs }) => slotMs)),
    starts: rangeOf(measurements.map(({ starts }) => starts.length)),
    dropped: sum(measurements.flatMap(({ dropped }) => dropped)) / arrivals,
    lost: lost / sum(measurements.map(({ windows }) => windows)),
  };
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
