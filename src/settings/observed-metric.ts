import type { ObservedMetric } from '../core/observe-plan.ts';
import type { Margin } from '../core/policy.ts';
import { percentage } from './percentage.ts';
import { expected, is, type Reader } from './reader.ts';
import { optional, text } from './section.ts';

/** Units in which servers tell numbers, and what makes them ours. */
const UNITS: Readonly<Record<string, Pick<ObservedMetric, 'unit' | 'factor'>>> = {
  ms: { unit: 'ms', factor: 1 },
  seconds: { unit: 'ms', factor: 1000 },
  share: { unit: 'share', factor: 1 },
  percent: { unit: 'share', factor: 0.01 },
  bytes: { unit: 'bytes', factor: 1 },
  'per second': { unit: 'per second', factor: 1 },
  count: { unit: 'count', factor: 1 },
  none: { unit: 'none', factor: 1 },
};

const unit: Reader<Pick<ObservedMetric, 'unit' | 'factor'>> = {
  read: (given) => {
    const known = Object.hasOwn(UNITS, given) ? UNITS[given] : undefined;
    return known === undefined ? expected(`one of ${Object.keys(UNITS).join(', ')}`) : is(known);
  },
  editor: { pattern: `^(${Object.keys(UNITS).join('|')})$` },
};

const direction: Reader<ObservedMetric['better']> = {
  read: (given) =>
    given === 'lower' || given === 'higher' || given === 'none'
      ? is(given)
      : expected('lower or higher, whichever is better, or none'),
  editor: { pattern: '^(lower|higher|none)$' },
};

const margin = percentage({ unit: '%', most: 1000, noun: 'a margin' });

/** The name under which a number is shown; it is part of the metric's, `observed:NAME`. */
export const metricName: Reader<string> = {
  read: (given) =>
    /^[\p{L}\p{N}][\p{L}\p{N} ._/()%-]{0,59}$/u.test(given)
      ? is(given)
      : expected('a name of at most 60 letters, digits, blanks and . _ - / ( ) %'),
  editor: { pattern: '.' },
};

/** The keys that say how an observed number is compared. */
export const METRIC_KEYS = {
  unit: optional(text(unit), { unit: 'none', factor: 1 } as const),
  direction: optional(text(direction), 'lower' as const),
  margin: optional(text(margin), null),
};

/** Null for a margin that was left out: the number is shown and gates nothing. */
export interface MarginedMetric<T extends ObservedMetric> {
  readonly metric: T;
  readonly margin: Margin;
}
