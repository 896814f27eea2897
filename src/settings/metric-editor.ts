import type { MetricReaders } from './metric-map.ts';
import type { Reader } from './reader.ts';

/** What a JSON Schema can say about a map from metric to value. */
export function describeForEditors<T>(readers: MetricReaders<T>): object {
  const properties = (reader: (metric: string) => Reader<T> | null) =>
    Object.fromEntries(
      readers.metrics.flatMap((metric) => {
        const editor = reader(metric)?.editor;
        return editor === undefined ? [] : [[metric, { type: 'string', ...editor }]];
      }),
    );
  const endpoint = {
    type: 'object',
    properties: properties(readers.endpoint),
    additionalProperties: false,
  };
  return {
    type: 'object',
    properties: {
      ...properties(readers.run),
      ...(readers.everyEndpoint ? { endpoint } : {}),
      endpoints: { type: 'object', additionalProperties: endpoint },
    },
    patternProperties: Object.fromEntries(
      Object.entries(readers.families).map(([family, metric]) => [
        `^${family}.`,
        { type: 'string', ...readers.run(metric)?.editor },
      ]),
    ),
    additionalProperties: false,
  };
}
