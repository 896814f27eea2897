import { endpointSeries } from './endpoint-series.ts';
import type { Evidence } from './evidence.ts';
import { gaugeSeries } from './gauge-series.ts';
import type { Observations } from './observations.ts';
import type { Policy } from './policy.ts';
import { runSeries } from './run-series.ts';
import type { Series } from './series.ts';

/** All metrics of the run and its endpoints, run level first, in the order in which they are reported. */
export function readSeries(observations: Observations, policy: Policy, windowsMost: number): Series[] {
  const evidence: Evidence = {
    observations,
    endpoints: [...observations.endpoints].sort((a, b) => (a.name < b.name ? -1 : 1)),
    policy,
    windowsMost,
    lost: new Set(observations.lost),
  };
  return [
    ...runSeries(evidence),
    ...gaugeSeries(evidence),
    ...evidence.endpoints.flatMap((endpoint) => endpointSeries(endpoint, evidence)),
  ];
}
