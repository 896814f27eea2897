import type { Comparison } from '../judgement.ts';
import type { Result } from '../result.ts';
import { type Range, rangeOf } from './range.ts';

/** The smallest change that runs could have seen, on a metric of the run or of an endpoint. */
export interface ReachedResolution extends Pick<Comparison, 'endpoint' | 'unit' | 'kind' | 'margin'> {
  readonly resolution: Range;
}

export interface MetricResolution {
  readonly metric: string;
  /** Null where the metric is an endpoint's only. */
  readonly run: ReachedResolution | null;
  /** The endpoint that is seen worst; null where none was judged on the metric. */
  readonly worst: ReachedResolution | null;
}

/** By metric, in the order in which results report them. */
export function reachResolutions(results: readonly Result[]): MetricResolution[] {
  const seen = results.flatMap(({ judgement }) => judgement.comparisons).filter(isSeen);
  return groupBy(seen, ({ metric }) => metric).map(([metric, comparisons]) => {
    const places = groupBy(comparisons, ({ endpoint }) => endpoint).map(([endpoint, all]) =>
      reached(endpoint, all),
    );
    const endpoints = places.filter(({ endpoint }) => endpoint !== null);
    return {
      metric,
      run: places.find(({ endpoint }) => endpoint === null) ?? null,
      worst: endpoints.toSorted((a, b) => b.resolution.median - a.resolution.median)[0] ?? null,
    };
  });
}

type Seen = Comparison & { readonly resolution: number };

/** Endpoints that are merely shown have too few requests to say anything about the machine. */
const isSeen = (one: Comparison): one is Seen =>
  one.resolution !== null && (one.endpoint === null || !['shown', 'sparse'].includes(one.standing));

function reached(endpoint: string | null, comparisons: readonly Seen[]): ReachedResolution {
  const [{ unit, kind, margin }] = comparisons as readonly [Seen, ...Seen[]];
  return { endpoint, unit, kind, margin, resolution: rangeOf(comparisons.map((one) => one.resolution)) };
}

function groupBy<Key>(all: readonly Seen[], keyOf: (one: Seen) => Key): [Key, Seen[]][] {
  const groups = new Map<Key, Seen[]>();
  for (const one of all) groups.set(keyOf(one), [...(groups.get(keyOf(one)) ?? []), one]);
  return [...groups];
}
