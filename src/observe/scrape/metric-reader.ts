import type { Gauge } from '../../core/gauge-store.ts';
import {
  observedMetric,
  type ScrapedMetric,
  type ScrapePlan,
  type SeriesKind,
} from '../../core/observe-plan.ts';
import { READY_MADE } from '../ready-made-sets.ts';
import type { Exposition } from './exposition.ts';
import { parseSelector, type Selector, sumOf } from './selector.ts';

/** What a metric read at one moment; `events` of a histogram or summary alone. */
export interface Numbers {
  readonly kind: SeriesKind;
  readonly value: number;
  readonly events: number;
}

/** One metric on its way from an exposition to a gauge. */
export interface MetricReader {
  readonly name: string;
  /** Whether the user asked for it by name, and wants to hear when there is none. */
  readonly isNamed: boolean;
  readonly gauge: (kind: SeriesKind) => Gauge;
  /** Names of series that it may need. */
  readonly names: readonly string[];
  read(exposition: Exposition): Numbers | null;
}

/** All that a plan wants read, what the user named first. */
export function readersFor({ metrics, sets }: Pick<ScrapePlan, 'metrics' | 'sets'>): MetricReader[] {
  const named = metrics.map((metric) => createReader(metric, [metric.series], true));
  const known = new Set(metrics.map(({ name }) => name));
  const ready = sets
    .flatMap((set) => READY_MADE[set])
    .filter(({ name }) => !known.has(name))
    .map(({ series, ...metric }) => createReader({ ...metric, series: '' }, series, false));
  return [...named, ...ready];
}

function createReader(metric: ScrapedMetric, series: readonly string[], isNamed: boolean): MetricReader {
  const selectors = series.flatMap((text) => parseSelector(text) ?? []);
  const { name, unit, factor, better, as } = metric;
  return {
    name,
    isNamed,
    gauge: (kind) => ({
      metric: observedMetric(name),
      unit,
      scale: 'log',
      worse: better === 'none' ? 'none' : better === 'lower' ? 'up' : 'down',
      perRequest: kind === 'increase',
    }),
    names: selectors.flatMap((selector) => [
      selector.name,
      ...['_total', '_sum', '_count'].map((ending) => selector.name + ending),
    ]),
    read(exposition) {
      for (const selector of selectors) {
        const kind = as === 'auto' ? kindOf(selector.name, exposition) : as;
        const numbers = readNumbers(exposition, selector, kind);
        if (numbers !== null) return { ...numbers, value: numbers.value * factor };
      }
      return null;
    },
  };
}

function readNumbers(exposition: Exposition, selector: Selector, kind: SeriesKind): Numbers | null {
  const { name } = selector;
  if (kind === 'mean') {
    const value = sumOf(exposition, `${name}_sum`, selector);
    const events = sumOf(exposition, `${name}_count`, selector);
    return value === null || events === null ? null : { kind, value, events };
  }
  // OpenMetrics names a counter's family without the ending that its series has.
  const value = sumOf(exposition, name, selector) ?? sumOf(exposition, `${name}_total`, selector);
  return value === null ? null : { kind, value, events: 0 };
}

/** By its type where the service tells it, by the ending of its name else. */
export function kindOf(name: string, { types }: Pick<Exposition, 'types'>): SeriesKind {
  switch (types.get(name)) {
    case 'counter':
      return 'increase';
    case 'histogram':
    case 'summary':
      return 'mean';
    case 'gauge':
      return 'level';
    default:
      return /_(total|sum|count)$/.test(name) ? 'increase' : 'level';
  }
}
