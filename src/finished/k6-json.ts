import type { FinishedSink } from '../core/finished/finished-sample.ts';
import { readEpoch } from './epoch.ts';
import { decodeText } from './fields.ts';
import { createK6Names, isK6Failure } from './k6-requests.ts';
import { createRecordReader, type RecordReader } from './records.ts';

/** k6's `--out json`: a line for every sample. Lines that cannot be of a request are not even parsed. */
export function readK6Json(sink: FinishedSink): RecordReader {
  const nameOf = createK6Names();
  return createRecordReader({
    quotes: false,
    broken: () => sink.broken(),
    record(text) {
      const kind = text.includes('"http_req_duration"')
        ? 'http'
        : text.includes('"grpc_req_duration"')
          ? 'grpc'
          : null;
      const isWhole = text.endsWith('}');
      if (kind === null && isWhole) return;
      const point = isWhole ? readPoint(text) : null;
      if (point === 'declaration') return;
      // k6 writes down when a request ended.
      const startedAt = point === null ? Number.NaN : readEpoch(point.time) - point.value;
      if (kind === null || point === null || !(startedAt > 0) || !(point.value >= 0)) {
        sink.broken();
        return;
      }
      const tag = (name: string): string => point.tags[name] ?? '';
      sink.request({
        startedAt,
        durationMs: point.value,
        endpoint: nameOf(tag('method'), tag('name') || tag('url')),
        failed: isK6Failure(kind, { expected: tag('expected_response'), status: tag('status') }),
        count: 1,
        encloses: false,
      });
    },
  });
}

interface Point {
  readonly time: string;
  readonly value: number;
  readonly tags: Readonly<Record<string, string | undefined>>;
}

/** Null for what is neither a sample nor the line that declares a metric. */
function readPoint(text: string): Point | 'declaration' | null {
  const line = parse(decodeText(text));
  if (line?.['type'] === 'Metric') return 'declaration';
  const data = asRecord(line?.['data']);
  const [time, value, tags] = [data?.['time'], data?.['value'], asRecord(data?.['tags'])];
  if (typeof time !== 'string' || typeof value !== 'number' || tags === null) return null;
  const texts = Object.entries(tags).map(([key, tag]) => [key, typeof tag === 'string' ? tag : ''] as const);
  return { time, value, tags: Object.fromEntries(texts) };
}

function parse(text: string): Readonly<Record<string, unknown>> | null {
  try {
    return asRecord(JSON.parse(text));
  } catch {
    return null;
  }
}

const asRecord = (value: unknown): Readonly<Record<string, unknown>> | null =>
  typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : null;
