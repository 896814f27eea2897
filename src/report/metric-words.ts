import type { Comparison } from '../core/judgement.ts';
import type { Ink } from './ink.ts';

/** What kind of trouble a metric tells of, gravest first. */
export const FAMILIES = [
  'errors',
  'check',
  'latency',
  'throughput',
  'capacity',
  'cpu',
  'memory',
  'custom',
] as const;
export type Family = (typeof FAMILIES)[number];

export function familyOf(metric: string): Family {
  if (metric.startsWith('check:')) return 'check';
  if (metric.startsWith('metric:')) return 'custom';
  switch (metric) {
    case 'errors':
    case 'throughput':
    case 'capacity':
    case 'cpu':
    case 'memory':
      return metric;
    default:
      return 'latency';
  }
}

/** A metric in a table or sentence. Names of checks and of the script's own metrics are the pull request's. */
export function metricWord(metric: string, ink: Ink): string {
  if (metric.startsWith('check:')) return `check ${ink.name(metric.slice('check:'.length))}`;
  if (metric.startsWith('metric:')) return `metric ${ink.name(metric.slice('metric:'.length))}`;
  return WORDS[metric] ?? ink.name(metric);
}

/** "p95", or "`POST /checkout` p95". */
export function subject(of: Pick<Comparison, 'metric' | 'endpoint'>, ink: Ink): string {
  const word = of.metric === 'errors' ? 'error rate' : metricWord(of.metric, ink);
  return of.endpoint === null ? word : `${ink.name(of.endpoint)} ${word}`;
}

const WORDS: Readonly<Record<string, string>> = {
  p50: 'p50',
  p90: 'p90',
  p95: 'p95',
  p99: 'p99',
  mean: 'mean',
  errors: 'errors',
  throughput: 'throughput',
  capacity: 'capacity',
  cpu: 'CPU per request',
  memory: 'peak memory',
};
