import type { Comparison, Judgement } from '../core/judgement.ts';
import { FAMILIES, familyOf } from './metric-words.ts';

/** A judgement's comparisons as a reader asks for them. */
export interface Findings {
  /** Gravest first. */
  readonly worse: readonly Comparison[];
  /** Largest gain first. */
  readonly better: readonly Comparison[];
  /** Gated and not decided, the most worrying first. */
  readonly open: readonly Comparison[];
  /** Gated, but beyond what this run could have proven. */
  readonly unresolvable: readonly Comparison[];
  readonly endpoints: readonly string[];
  /** Endpoints that were judged and on which nothing was proven worse or better, nor, in an inconclusive run, left open; and nothing seen. */
  readonly quiet: readonly string[];
  /** The same, but for a 95% interval that has no room for nothing: on the move, and undecided. */
  readonly unclear: readonly string[];
}

export function sortFindings({ comparisons, verdict }: Judgement): Findings {
  const standing = (wanted: Comparison['standing']): Comparison[] =>
    comparisons.filter((comparison) => comparison.standing === wanted);
  const open = standing('open')
    .filter(({ margin }) => margin !== null)
    .toSorted((a, b) => worry(b) - worry(a));
  const endpoints = namesOf(comparisons);
  const moved = new Set(
    namesOf([...standing('worse'), ...standing('better'), ...(verdict === 'inconclusive' ? open : [])]),
  );
  const judged = new Set(namesOf(comparisons.filter(isJudged)));
  const seen = new Set(namesOf(comparisons.filter(mayHaveMoved)));
  const still = endpoints.filter((name) => judged.has(name) && !moved.has(name));
  return {
    worse: standing('worse').toSorted(byGravity),
    better: standing('better').toSorted((a, b) => sizeOf(b) - sizeOf(a)),
    open,
    unresolvable: standing('unresolvable'),
    endpoints,
    quiet: still.filter((name) => !seen.has(name)),
    unclear: still.filter((name) => seen.has(name)),
  };
}

/** An endpoint says more than the run, unless most endpoints moved together. */
export function chooseLead({ worse, endpoints }: Findings): Comparison | undefined {
  const [gravest] = worse;
  if (gravest === undefined) return undefined;
  const family = worse.filter(({ metric }) => familyOf(metric) === familyOf(gravest.metric));
  const run = family.find(({ endpoint }) => endpoint === null);
  const single = family.find(({ endpoint }) => endpoint !== null);
  const hit = new Set(family.map(({ endpoint }) => endpoint)).size - (run === undefined ? 0 : 1);
  return run !== undefined && (single === undefined || hit > endpoints.length / 2) ? run : (single ?? run);
}

const isJudged = ({ standing }: Comparison): boolean => standing !== 'shown' && standing !== 'sparse';

const mayHaveMoved = ({ standing, change }: Comparison): boolean =>
  standing === 'open' && change !== null && (change.low > 0 || change.high < 0);

/** How far the worst that the run could not rule out lies beyond what is tolerated. */
const worry = ({ change, margin }: Comparison): number =>
  change === null || margin === null ? 0 : Math.max(Math.abs(change.low), Math.abs(change.high)) / margin;

function byGravity(a: Comparison, b: Comparison): number {
  const family = FAMILIES.indexOf(familyOf(a.metric)) - FAMILIES.indexOf(familyOf(b.metric));
  return family !== 0 ? family : sizeOf(b) - sizeOf(a);
}

const sizeOf = ({ change }: Comparison): number => Math.abs(change?.estimate ?? 0);

const namesOf = (comparisons: readonly Comparison[]): string[] => [
  ...new Set(comparisons.flatMap(({ endpoint }) => (endpoint === null ? [] : [endpoint]))),
];
