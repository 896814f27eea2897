import type { Limit, MetricName } from '../core/policy.ts';
import { duration, size } from './amount.ts';
import { metricMap } from './metric-map.ts';
import { percentage } from './percentage.ts';
import { expected, is, type Reader } from './reader.ts';

const LATENCIES: readonly string[] = ['p50', 'p90', 'p95', 'p99', 'mean'];

/** A metric of the script's own comes in the script's own unit, what a server says in the unit that was given for it. */
const PLAIN: Reader<number> = {
  read: (text) => (/^-?\d{1,15}(\.\d{1,15})?$/.test(text) ? is(Number(text)) : expected('a plain number')),
  editor: { type: ['string', 'number'] },
};

/** Absolute bounds on head, for the run and for named endpoints. Throughput has none: the rate is given, so it has no upper bound worth a name. */
export const limitsSetting = metricMap<number>({
  run: readerFor,
  endpoint: (metric) => (LATENCIES.includes(metric) || metric === 'errors' ? readerFor(metric) : null),
  everyEndpoint: false,
  metrics: [...LATENCIES, 'errors', 'cpu', 'memory'],
  families: { 'check:': 'check:NAME', 'metric:': 'metric:NAME', 'observed:': 'observed:NAME' },
}).transform(({ run, endpoints }): readonly Limit[] => [
  ...limitsOf(run, null),
  ...Object.entries(endpoints).flatMap(([endpoint, limits]) => limitsOf(limits, endpoint)),
]);

const limitsOf = (limits: Readonly<Record<string, number>>, endpoint: string | null): Limit[] =>
  Object.entries(limits).map(([metric, most]) => ({ metric: metric as MetricName, endpoint, most }));

function readerFor(metric: string): Reader<number> | null {
  if (LATENCIES.includes(metric)) {
    return duration({ least: 0.01, most: 600_000, expected: 'a duration up to 10m, such as 300ms or 1.5s' });
  }
  if (metric === 'cpu') {
    return duration({ least: 0.01, most: 600_000, expected: 'CPU time per request, such as 5ms' });
  }
  if (metric === 'memory') return size({ least: 1, most: 1e15, expected: 'a size such as 512MiB' });
  if (metric === 'errors' || /^check:./.test(metric)) {
    return percentage({ unit: '%', zero: true, most: 100, noun: 'a share of failures' });
  }
  return /^(metric|observed):./.test(metric) ? PLAIN : null;
}
