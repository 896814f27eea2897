import type { Flips } from '../statistics/flips.ts';
import { compareSeries } from './comparisons.ts';
import type { GateFindings } from './gate.ts';
import type { Comparison, Standing } from './judgement.ts';
import { marginFor, type Policy } from './policy.ts';
import { isGated, isJudged, type Series, seriesKey } from './series.ts';

export interface Concluded {
  readonly series: readonly Series[];
  readonly findings: GateFindings;
  readonly better: ReadonlySet<string>;
  readonly memory: Comparison | null;
  /** Head fails nearly everything: its errors are worse without a test. */
  readonly doesNotServe: boolean;
  readonly flips: Flips;
  readonly policy: Policy;
}

/** All comparisons in the order in which a reader wants them: the run, then endpoints, those that moved first. */
export function reportComparisons(concluded: Concluded): Comparison[] {
  const { series, memory, flips, policy } = concluded;
  const compare = (each: Series): Comparison =>
    compareSeries(each, {
      flips,
      standing: standingOf(each, concluded),
      // Of a plain difference the series knows the margin in its own unit.
      margin: each.scale === 'linear' ? each.margin : marginFor(policy.margins, each.metric, each.endpoint),
    });
  const run = series.filter(({ endpoint }) => endpoint === null).map(compare);
  const named = run.findIndex(({ metric }) => metric.includes(':'));
  if (memory !== null) run.splice(named < 0 ? run.length : named, 0, memory);
  return [...run, ...byMovement(series).flatMap((endpoint) => endpoint.map(compare))];

  function byMovement(all: readonly Series[]): Series[][] {
    const groups = new Map<string, Series[]>();
    for (const each of all) {
      if (each.endpoint === null) continue;
      groups.set(each.endpoint, [...(groups.get(each.endpoint) ?? []), each]);
    }
    return [...groups.values()].sort(
      (a, b) => rankOf(a) - rankOf(b) || (b[0]?.share ?? 0) - (a[0]?.share ?? 0),
    );
  }

  function rankOf(group: readonly Series[]): number {
    const standings = group.map((each) => standingOf(each, concluded));
    if (standings.includes('worse')) return 0;
    return standings.includes('better') ? 1 : 2;
  }
}

function standingOf(series: Series, { findings, better, doesNotServe }: Concluded): Standing {
  const key = seriesKey(series);
  if (findings.worse.has(key)) return 'worse';
  if (doesNotServe && series.metric === 'errors' && series.endpoint === null) return 'worse';
  if (!isJudged(series)) return series.role === 'sparse' ? 'sparse' : 'shown';
  if (better.has(key)) return 'better';
  if (findings.unresolvable.has(key)) return 'unresolvable';
  if (findings.held.has(key)) return 'held';
  return isGated(series) ? 'open' : 'shown';
}
