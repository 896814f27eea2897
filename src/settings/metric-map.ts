import { z } from 'zod';
import { describeForEditors } from './metric-editor.ts';
import { nestPairs } from './metric-pairs.ts';
import { isMap } from './pairs.ts';
import type { Reader } from './reader.ts';
import { didYouMean } from './suggestion.ts';

/** How the values of a map from metric to value are written; null for a metric that the map does not take there. */
export interface MetricReaders<T> {
  readonly run: (metric: string) => Reader<T> | null;
  readonly endpoint: (metric: string) => Reader<T> | null;
  /** Whether the map holds values for every endpoint as well, under `endpoint`. */
  readonly everyEndpoint: boolean;
  /** Known metrics, for suggestions and editors. */
  readonly metrics: readonly string[];
  /** Families of metrics with names of the user's own, and a metric of each for editors. */
  readonly families: Readonly<Record<string, string>>;
}

export interface MetricValues<T> {
  readonly run: Readonly<Record<string, T>>;
  readonly endpoint: Readonly<Record<string, T>>;
  readonly endpoints: Readonly<Record<string, Readonly<Record<string, T>>>>;
}

type Report = (path: readonly string[], message: string, received: unknown) => void;

/** Values by metric, at run level, for every endpoint (`endpoint`) and for named ones (`endpoints`). */
export function metricMap<T>(readers: MetricReaders<T>) {
  return z.preprocess(
    nestPairs,
    z
      .custom<Readonly<Record<string, unknown>>>(isMap)
      .meta({ ...describeForEditors(readers) })
      .transform((map, context): MetricValues<T> => {
        const report: Report = (path, message, input) =>
          void context.issues.push({ code: 'custom', message, path: [...path], input });
        return readMap(map, readers, report);
      }),
  );
}

function readMap<T>(
  map: Readonly<Record<string, unknown>>,
  readers: MetricReaders<T>,
  report: Report,
): MetricValues<T> {
  const { endpoint = {}, endpoints = {}, ...run } = map;
  const level = (raw: unknown, path: readonly string[]) => {
    if (isMap(raw)) return readLevel(raw, { path, reader: readers.endpoint, names: readers.metrics, report });
    report(path, 'a map from metric to value', raw);
    return {};
  };
  if (!isMap(endpoints)) report(['endpoints'], 'a map from endpoint to metrics', endpoints);
  if (Object.hasOwn(map, 'endpoint') && !readers.everyEndpoint) {
    report(['endpoint'], 'limits of named endpoints, under endpoints', endpoint);
  }
  const names = [...readers.metrics, ...(readers.everyEndpoint ? ['endpoint'] : []), 'endpoints'];
  return {
    run: readLevel(run, { path: [], reader: readers.run, names, report }),
    endpoint: readers.everyEndpoint ? level(endpoint, ['endpoint']) : {},
    endpoints: Object.fromEntries(
      Object.entries(isMap(endpoints) ? endpoints : {}).map(([name, raw]) => [
        name,
        level(raw, ['endpoints', name]),
      ]),
    ),
  };
}

interface Level<T> {
  readonly path: readonly string[];
  readonly reader: (metric: string) => Reader<T> | null;
  readonly names: readonly string[];
  readonly report: Report;
}

function readLevel<T>(raw: Readonly<Record<string, unknown>>, level: Level<T>): Readonly<Record<string, T>> {
  const values: [string, T][] = [];
  for (const [metric, text] of Object.entries(raw)) {
    const path = [...level.path, metric];
    const reader = level.reader(metric);
    if (reader === null) {
      const known = level.names.filter((name) => level.reader(name) !== null || name.startsWith('endpoint'));
      level.report(path, `one of ${known.join(', ')}${didYouMean(metric, known)}`, metric);
      continue;
    }
    const reading = reader.read(typeof text === 'string' ? text.trim() : '');
    if (reading.kind === 'value') values.push([metric, reading.value]);
    else level.report(path, reading.expected, text);
  }
  return Object.fromEntries(values);
}
