import { type PrometheusPlan, type QueriedMetric, SET_NAMES } from '../core/observe-plan.ts';
import { duration } from './amount.ts';
import { type MarginedMetric, METRIC_KEYS, metricName } from './observed-metric.ts';
import { anyPath } from './path.ts';
import { expected, is, type Reader } from './reader.ts';
import { setName } from './scrape-field.ts';
import { entries, type Field, list, optional, required, section, text } from './section.ts';
import { SERVER_KEYS } from './server-field.ts';

/** Without either variable a query says the same of both sides. */
const promql: Reader<string> = {
  read: (given) =>
    /\$(side|target)\b/.test(given) && given.length <= 4000
      ? is(given)
      : expected('PromQL with $side or $target in its labels, which tell the sides apart'),
  editor: { pattern: '\\$(side|target)' },
};

const selector: Reader<string> = {
  read: (given) =>
    /\$(side|target)\b/.test(given) && /^[^{}]{1,500}$/.test(given)
      ? is(given)
      : expected('labels with $side or $target, such as instance="$target"'),
  editor: { pattern: '\\$(side|target)' },
};

const interval = duration({
  least: 100,
  most: 300_000,
  expected: 'a duration from 100ms to 5m, such as 5s',
});
const lag = duration({ least: 0, most: 60_000, expected: 'a duration up to 60s, such as 2s' });

const NO_QUERIES: readonly (readonly [string, never])[] = [];
const ASKED = null;

const whole = section({
  ...SERVER_KEYS,
  queries: optional(
    entries(section({ ...METRIC_KEYS, query: required(text(promql)) }), { name: metricName, most: 50 }),
    NO_QUERIES,
  ),
  sets: optional(list(setName, SET_NAMES.length), SET_NAMES),
  selector: optional(text(selector), 'instance="$target"'),
  interval: optional(text(interval), ASKED),
  lag: optional(text(lag), ASKED),
  discovery: optional(text(anyPath('the path of a file')), ''),
});

export interface PrometheusSettings extends Omit<PrometheusPlan, 'queries'> {
  readonly queries: readonly MarginedMetric<QueriedMetric>[];
}

export const prometheus: Field<PrometheusSettings> = {
  editor: whole.editor,
  read(raw, report) {
    const given = whole.read(raw, report);
    if (given === undefined) return undefined;
    const { url, auth, interval: intervalMs, lag: lagMs, sets, selector: labels, discovery } = given;
    const queries = given.queries.map(([name, { unit, direction, margin, query }]) => ({
      metric: { name, ...unit, better: direction, query },
      margin,
    }));
    return { server: { url, ...auth }, queries, sets, selector: labels, intervalMs, lagMs, discovery };
  },
};
