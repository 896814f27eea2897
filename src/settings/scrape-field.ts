import { type ScrapedMetric, type ScrapePlan, SET_NAMES, type SetName } from '../core/observe-plan.ts';
import { type MarginedMetric, METRIC_KEYS, metricName } from './observed-metric.ts';
import { expected, is, type Reader } from './reader.ts';
import { entries, type Field, list, optional, required, section, text } from './section.ts';
import { didYouMean } from './suggestion.ts';

/** A ready-made set. */
export const setName: Reader<SetName> = {
  read: (given) => {
    const known = SET_NAMES.find((name) => name === given);
    return known === undefined
      ? expected(`one of ${SET_NAMES.join(', ')}${didYouMean(given, SET_NAMES)}`)
      : is(known);
  },
  editor: { pattern: `^(${SET_NAMES.join('|')})$` },
};

const path: Reader<string> = {
  read: (given) =>
    /^\/[!-~]{0,500}$/.test(given) ? is(given) : expected('a path of both sides, such as /metrics'),
  editor: { pattern: '^/' },
};

/** Of the exposition format: a name, and labels that are or are not a text. */
const series: Reader<string> = {
  read: (given) =>
    /^[a-zA-Z_:][a-zA-Z0-9_:.]{0,200}(\{[^{}]{0,500}\})?$/.test(given)
      ? is(given)
      : expected('the name of a series, such as sql_seconds_sum or http_requests_total{code="500"}'),
  editor: { pattern: '^[a-zA-Z_:]' },
};

const as: Reader<ScrapedMetric['as']> = {
  read: (given) =>
    given === 'increase' || given === 'level' || given === 'mean'
      ? is(given)
      : expected('increase (per request), level, or mean (per event)'),
  editor: { pattern: '^(increase|level|mean)$' },
};

const NO_SERIES: readonly (readonly [string, never])[] = [];

const whole = section({
  path: optional(text(path), '/metrics'),
  sets: optional(list(setName, SET_NAMES.length), SET_NAMES),
  series: optional(
    entries(
      section({ ...METRIC_KEYS, series: required(text(series)), as: optional(text(as), 'auto' as const) }),
      { name: metricName, most: 50 },
    ),
    NO_SERIES,
  ),
});

export interface ScrapeSettings extends Omit<ScrapePlan, 'metrics'> {
  readonly metrics: readonly MarginedMetric<ScrapedMetric>[];
}

/** A path alone, or the map with more. */
export const scrape: Field<ScrapeSettings> = {
  editor: { anyOf: [{ type: 'string', ...path.editor }, whole.editor] },
  read(raw, report) {
    const given = whole.read(typeof raw === 'string' ? { path: raw } : raw, report);
    if (given === undefined) return undefined;
    const metrics = given.series.map(([name, { unit, direction, margin, ...more }]) => ({
      metric: { name, ...unit, better: direction, ...more },
      margin,
    }));
    return { path: given.path, sets: given.sets, metrics };
  },
};
