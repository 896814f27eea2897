import { type Evidence, gridOf, LEAST_SHARE } from './evidence.ts';
import { errorSeries, failsOften, type Latency, latencySeries, type Stream } from './latency-series.ts';
import type { Series } from './series.ts';
import { chooseStrata, stratify } from './strata.ts';

/** The run as a whole. */
export function runSeries(evidence: Evidence): Series[] {
  const { mix } = evidence.observations;
  const stream: Stream = {
    blocks: mix,
    endpoint: null,
    grid: gridOf(mix, evidence),
    policy: evidence.policy,
    role: 'run',
  };
  const strata = chooseStrata(
    evidence.endpoints.filter((endpoint) => endpoint.share >= LEAST_SHARE && !failsOften(endpoint)),
  );
  const stratified = (metric: Exclude<Latency, 'p99' | 'mean'>): Series =>
    strata === null
      ? latencySeries(stream, metric)
      : latencySeries(stream, metric, stratify(strata, metric), gridOf(strata, evidence));
  return [
    stratified('p50'),
    stratified('p90'),
    stratified('p95'),
    latencySeries(stream, 'p99'),
    latencySeries(stream, 'mean'),
    errorSeries(stream),
  ];
}
