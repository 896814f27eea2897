import type { Policy } from '../core/policy.ts';
import { formatBound, NOTHING, plain } from '../report/numbers.ts';

export type Rules = Omit<Policy, 'delta'>;

/** Changes shown; who changes more is told to look for himself. */
const MOST_SHOWN = 10;

/** How other rules differ from ours, as `p95 of GET /items 10% → 1000%`; empty where they do not. */
export function describeRuleChanges(ours: Rules, other: Rules): string[] {
  const [here, there] = [flatten(ours), flatten(other)];
  const changed = [...new Set([...here.keys(), ...there.keys()])]
    .filter((name) => here.get(name) !== there.get(name))
    .map((name) => `${name} ${here.get(name) ?? NOTHING} → ${there.get(name) ?? NOTHING}`);
  const more = changed.length - MOST_SHOWN;
  return more > 0 ? [...changed.slice(0, MOST_SHOWN), `and ${more} more`] : changed;
}

function flatten({ alpha, beta, margins, limits }: Rules): Map<string, string> {
  const level = (metrics: Readonly<Record<string, number | null>>, whose: string): [string, string][] =>
    Object.entries(metrics).map(([metric, margin]) => [`${metric}${whose}`, formatMargin(metric, margin)]);
  return new Map([
    ['alpha', `${plain(100 * alpha)}%`],
    ['beta', `${plain(100 * beta)}%`],
    ...level(margins.run, ''),
    ...level(margins.endpoint, ' of every endpoint'),
    ...Object.entries(margins.endpoints).flatMap(([name, metrics]) => level(metrics, ` of ${name}`)),
    ...limits.map(({ metric, endpoint, most }): [string, string] => [
      `limit of ${metric}${endpoint === null ? '' : ` of ${endpoint}`}`,
      formatLimit(metric, most),
    ]),
  ]);
}

function formatMargin(metric: string, margin: number | null): string {
  if (margin === null) return 'off';
  return `${plain(100 * margin)}${isShare(metric) ? ' pp' : '%'}`;
}

function formatLimit(metric: string, most: number): string {
  if (isShare(metric)) return formatBound(most, 'share');
  if (metric === 'memory') return formatBound(most, 'bytes');
  return metric.includes(':') ? String(most) : formatBound(most, 'ms');
}

const isShare = (metric: string): boolean => metric === 'errors' || metric.startsWith('check:');
