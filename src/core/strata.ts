import type { BlockValues } from './blocks.ts';
import type { Cells, EndpointBlocks } from './observations.ts';

export type Percentile = 'p50' | 'p90' | 'p95' | 'p99';

/** Endpoints averaged must stand for this share of the requests, else the run has no common block length. */
const ENOUGH = 0.8;
/** A block counts when endpoints with this share of the averaged ones answered on both sides. */
const ENOUGH_OF_BLOCK = 0.5;

/** The endpoints that stand for the run, and the block length at which each of them has a value. */
export interface Strata {
  readonly span: 1 | 2 | 4;
  readonly endpoints: readonly EndpointBlocks[];
}

/** The shortest blocks in which most of the traffic is dense enough; null where there are none. */
export function chooseStrata(endpoints: readonly EndpointBlocks[]): Strata | null {
  for (const span of [1, 2, 4] as const) {
    const dense = endpoints.filter((endpoint) => endpoint.span <= span);
    if (sumShares(dense) >= ENOUGH) return { span, endpoints: dense };
  }
  return null;
}

/**
 * Mean over endpoints of the log of a block's quantile, by share of traffic: a change in the mix of requests cannot pass for
 * a change in speed. Endpoints without a value on either side are left out of both.
 */
export function stratify(strata: Strata, percentile: Percentile): BlockValues {
  const columns = strata.endpoints.map((endpoint) => ({
    share: endpoint.share,
    base: logsBySpan(endpoint, endpoint.cells[0], percentile, strata.span),
    head: logsBySpan(endpoint, endpoint.cells[1], percentile, strata.span),
  }));
  const blocks = columns.reduce((most, { base }) => Math.max(most, base.length), 0);
  const all = sumShares(columns);
  const rows = Array.from({ length: blocks }, (_, block) => {
    const present = columns.filter(
      ({ base, head }) => Number.isFinite(base[block]) && Number.isFinite(head[block]),
    );
    const share = sumShares(present);
    if (present.length === 0 || share < ENOUGH_OF_BLOCK * all) return { base: null, head: null };
    const average = (side: 'base' | 'head'): number =>
      present.reduce((sum, column) => sum + column.share * (column[side][block] as number), 0) / share;
    return { base: average('base'), head: average('head') };
  });
  return { base: rows.map(({ base }) => base), head: rows.map(({ head }) => head) };
}

export const toLog = (value: number | null): number | null =>
  value !== null && value > 0 && Number.isFinite(value) ? Math.log(value) : null;

/** Log quantiles of an endpoint, averaged up from its own blocks to blocks of `span` windows. */
function logsBySpan(
  endpoint: EndpointBlocks,
  cells: Cells | undefined,
  percentile: Percentile,
  span: number,
): (number | null)[] {
  const logs = (cells?.[percentile] ?? []).map(toLog);
  const ratio = span / endpoint.span;
  return Array.from({ length: Math.floor(logs.length / ratio) }, (_, block) => {
    const parts = logs.slice(block * ratio, (block + 1) * ratio).filter((value) => value !== null);
    return parts.length === 0 ? null : parts.reduce((sum, value) => sum + value, 0) / parts.length;
  });
}

const sumShares = (columns: readonly { readonly share: number }[]): number =>
  columns.reduce((sum, { share }) => sum + share, 0);
