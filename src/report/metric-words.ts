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
  'observed',
  'custom',
] as const;
export type Family = (typeof FAMILIES)[number];

export function familyOf(metric: string): Family {
  if (metric.startsWith('check:')) return 'check';
  if (metric.startsWith('metric:')) return 'custom';
  if (metric.startsWith('observed:')) return 'observed';
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

/** A metric in a table or sentence. Names of checks, of the script's own metrics and of what servers say are the user's. */
export function metricWord(metric: string, ink: Ink): string {
  if (metric.startsWith('check:')) return `check ${ink.name(metric.slice('check:'.length))}`;
  if (metric.startsWith('metric:')) return `metric ${ink.name(metric.slice('metric:'.length))}`;
  if (metric.startsWith('observed:')) return ink.name(metric.slice('observed:'.length));
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
