import { LEAST_SHARE } from '../evidence.ts';
import { failsOften } from '../latency-series.ts';
import type { EndpointBlocks, Observations } from '../observations.ts';
import type { Series } from '../series.ts';
import { chooseStrata, type Percentile, stratify, toLog } from '../strata.ts';

/** What one side's blocks say of one metric, in the order of time; blocks without a value are left out. */
export type SideValues =
  | { readonly kind: 'logs'; readonly logs: readonly number[] }
  | { readonly kind: 'counts'; readonly events: readonly number[]; readonly trials: readonly number[] };

/**
 * The blocks behind a series, each side for itself: what `read-series.ts` pairs is not to be paired here. Percentiles of the run
 * are averaged over the same endpoints on both sides.
 */
export function readSides(observations: Observations, series: Series): readonly [SideValues, SideValues] {
  return [readSide(observations, series, 0), readSide(observations, series, 1)];
}

function readSide(observations: Observations, { metric, endpoint }: Series, side: 0 | 1): SideValues {
  const { mix, endpoints } = observations;
  const blocks = endpoint === null ? mix : endpoints.find(({ name }) => name === endpoint);
  const cells = blocks?.cells[side];
  if (cells === undefined) return { kind: 'logs', logs: [] };
  switch (metric) {
    case 'errors': {
      const kept = [...cells.requests.keys()].filter((block) => (cells.requests[block] as number) > 0);
      return {
        kind: 'counts',
        events: kept.map((block) => cells.failed[block] as number),
        trials: kept.map((block) => cells.requests[block] as number),
      };
    }
    case 'p50':
    case 'p90':
    case 'p95':
      return logsOf(
        endpoint === null
          ? (stratified(endpoints, metric, side) ?? cells[metric].map(toLog))
          : cells[metric].map(toLog),
      );
    case 'p99':
    case 'mean':
      return logsOf(cells[metric].map(toLog));
    default:
      return { kind: 'logs', logs: [] };
  }
}

/** Null where the endpoints have no common block length. */
function stratified(
  endpoints: readonly EndpointBlocks[],
  percentile: Percentile,
  side: 0 | 1,
): readonly (number | null)[] | null {
  const common = endpoints.filter(
    (endpoint) => endpoint.share >= LEAST_SHARE && !failsOften(endpoint) && isOnBoth(endpoint),
  );
  const strata = chooseStrata(common);
  if (strata === null) return null;
  const alone = strata.endpoints.map((endpoint) => {
    const own = endpoint.cells[side];
    return { ...endpoint, cells: own === undefined ? [] : [own, own] };
  });
  return stratify({ ...strata, endpoints: alone }, percentile).base;
}

const isOnBoth = ({ cells }: EndpointBlocks): boolean =>
  cells.every(({ requests }) => requests.some((count) => count > 0));

const logsOf = (values: readonly (number | null)[]): SideValues => ({
  kind: 'logs',
  logs: values.filter((value): value is number => value !== null && Number.isFinite(value)),
});
