import type { Result } from '../../src/core/result.ts';

export const HEADER = [
  'run',
  'verdict',
  'windows',
  'load s',
  'wall s',
  'p50',
  'p95',
  'CPU',
  'errors',
  'worse',
];

/** One row about one comparison: run-level changes with their half intervals, and what was named as worse. */
export function rowOf(name: string, result: Result, wallMs: number): string[] {
  const { judgement, measurement } = result;
  const change = (metric: string): string => {
    const found = judgement.comparisons.find(
      (comparison) => comparison.endpoint === null && comparison.metric === metric,
    );
    if (found?.change == null) return '-';
    const { estimate, low, high } = found.change;
    return `${(100 * estimate).toFixed(1)} ± ${(50 * (high - low)).toFixed(1)}`;
  };
  const worse = judgement.comparisons
    .filter((comparison) => comparison.standing === 'worse')
    .map((comparison) => `${comparison.endpoint ?? 'run'} ${comparison.metric}`);
  return [
    name,
    judgement.verdict,
    `${measurement.windows}`,
    `${(measurement.windows * measurement.windowMs) / 1000}`,
    (wallMs / 1000).toFixed(0),
    ...['p50', 'p95', 'cpu', 'errors'].map(change),
    worse.slice(0, 3).join(', ') + (worse.length > 3 ? `, ${worse.length - 3} more` : ''),
  ];
}
