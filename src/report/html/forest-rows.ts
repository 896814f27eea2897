import type { Comparison } from '../../core/judgement.ts';
import type { Result } from '../../core/result.ts';
import { sortFindings } from '../findings.ts';
import { runComparisons } from '../run-table.ts';

/** Comparisons that share an axis. */
export interface Forest {
  readonly kind: Comparison['kind'];
  readonly unit: Comparison['unit'];
  readonly rows: readonly Comparison[];
  /** Rows that found no room. */
  readonly hidden: number;
}

/** Rows of one picture: as many as a printed page holds. */
const MOST_ROWS = 34;

/** The run's own comparisons, an axis for ratios and one for every unit of plain differences. */
export const runForests = (result: Result): Forest[] => byAxis(runComparisons(result).filter(isMeasured));

/** The endpoints' comparisons, those that need a reader first. */
export function endpointForests({ judgement }: Result): Forest[] {
  const { worse, open, better, unresolvable } = sortFindings(judgement);
  const first = new Set([...worse, ...open, ...better, ...unresolvable]);
  const rest = judgement.comparisons.filter((one) => !first.has(one));
  const all = [...first, ...rest].filter((one) => one.endpoint !== null && isMeasured(one));
  return byAxis(all);
}

const isMeasured = ({ change }: Comparison): boolean => change !== null;

function byAxis(comparisons: readonly Comparison[]): Forest[] {
  const axes = Map.groupBy(comparisons, ({ kind, unit }) => (kind === 'ratio' ? kind : unit));
  return [...axes.values()].flatMap((all) => {
    const [first] = all;
    if (first === undefined) return [];
    const rows = all.slice(0, MOST_ROWS);
    return [{ kind: first.kind, unit: first.unit, rows, hidden: all.length - rows.length }];
  });
}

/** Metrics of which less is worse have their margin on the left. */
export function isWorseBelow({ metric }: Comparison, { observations }: Result): boolean {
  if (metric === 'throughput' || metric === 'capacity') return true;
  return observations.gauges.some((gauge) => gauge.metric === metric && gauge.worse === 'down');
}
