import { endpointName } from '../../core/endpoint-name.ts';
import { measurementFailure } from '../../core/failure.ts';
import { addressOf, originOf } from '../../core/origin.ts';
import type { SampleSink } from '../../core/sample.ts';
import { type CsvReader, createCsvReader, decodeField } from '../csv.ts';
import { hasFailed, REQUESTS, type RequestKind } from './request-kind.ts';
import { BEGUN_METRIC, WINDOW_KEY } from './wrapper.ts';

export interface SampleSource {
  /** Index of the side that this generator loads. */
  readonly side: number;
  /** Origin of the side's target, and those that are mapped to it. */
  readonly origins: readonly string[];
}

/** Folds what one k6 process writes into the sink, record by record. */
export function createSampleReader(source: SampleSource, sink: SampleSink): CsvReader {
  const { side } = source;
  const own = new Set(source.origins.map(addressOf));
  const endpoints = createMemo((key) => {
    const [method = '', name = ''] = splitOnce(key);
    return endpointName(method, decodeField(name));
  });
  const strays = createMemo((url) => {
    const origin = originOf(url);
    return origin === null || own.has(addressOf(origin)) ? null : origin;
  });
  const windows = createMemo(windowOf);
  let column: Columns = readHeader(REQUIRED);

  const countRequest = (fields: readonly string[], window: number | null, kind: RequestKind): void => {
    const at = (index: number): string => fields[index] ?? '';
    const url = at(column.url);
    // k6 writes a gRPC call's address without a scheme, and none for a health check.
    const stray = strays(kind === 'grpc' && url !== '' ? `http://${url}` : url);
    if (stray !== null) sink.stray(side, stray);
    if (stray !== null || window === null) return;
    const durationMs = Number(at(column.value));
    sink.request({
      window,
      side,
      // A WebSocket's request has no method, and in `k6/ws` no name either.
      endpoint: endpoints(
        `${kind === 'socket' ? 'WS' : at(column.method)} ${at(column.name) || url || HEALTH_CHECK}`,
      ),
      durationMs,
      failed: hasFailed(kind, at(kind === 'http' ? column.expected : column.status)),
      // A handshake's sample carries the moment it began.
      endedAt: Number(at(column.timestamp)) + (kind === 'socket' ? durationMs : 0),
    });
  };

  return createCsvReader({
    header(columns) {
      column = readHeader(columns);
    },
    isWanted,
    row(fields) {
      const at = (index: number): string => fields[index] ?? '';
      const metric = at(column.metric);
      const window = windows(at(column.metadata));
      if (metric === 'dropped_iterations') {
        sink.dropped(side, Number(at(column.value)), Number(at(column.timestamp)));
      } else if (Object.hasOwn(REQUESTS, metric)) {
        countRequest(fields, window, REQUESTS[metric] as RequestKind);
      } else if (window !== null) {
        const time = Number(at(column.timestamp));
        if (metric === BEGUN_METRIC) sink.begun(window, side, time);
        else if (metric === 'iteration_duration') sink.ended(window, side, Number(at(column.value)), time);
        else if (metric === 'checks')
          sink.check(window, side, decodeField(at(column.check)), Number(at(column.value)) !== 0);
        else sink.custom(window, side, decodeField(metric), Number(at(column.value)));
      }
    },
  });
}

/** Iterations outside the side's slots write four records each, all without metadata: those must cost nothing. */
function isWanted(text: string, start: number, end: number): boolean {
  if (text.charCodeAt(end - 1) === COMMA) return ALWAYS_WANTED.some((name) => text.startsWith(name, start));
  return !IGNORED.has(text.slice(start, text.indexOf(',', start)));
}

/** The one gRPC call that k6 leaves unnamed. */
const HEALTH_CHECK = '/grpc.health.v1.Health/Check';

const COMMA = 0x2c;
const ALWAYS_WANTED = [...Object.keys(REQUESTS), 'dropped_iterations'].map((name) => `${name},`);

/** k6's own metrics that no block is made of (`metrics/builtin.go`). */
const IGNORED = new Set([
  ...['vus', 'vus_max', 'iterations', 'group_duration', 'data_sent', 'data_received'],
  ...['http_reqs', 'http_req_failed', 'http_req_blocked', 'http_req_connecting', 'http_req_tls_handshaking'],
  ...['http_req_sending', 'http_req_waiting', 'http_req_receiving'],
  ...['ws_sessions', 'ws_msgs_sent', 'ws_msgs_received', 'ws_ping', 'ws_session_duration'],
  ...['grpc_streams', 'grpc_streams_msgs_sent', 'grpc_streams_msgs_received'],
]);

const REQUIRED = [
  'metric_name',
  'timestamp',
  'metric_value',
  'expected_response',
  'method',
  'name',
  'metadata',
];

/** Columns follow the script's system tags, so their places are read from the header. */
function readHeader(columns: readonly string[]) {
  const missing = REQUIRED.filter((name) => !columns.includes(name));
  if (missing.length > 0) {
    throw measurementFailure(
      `k6's CSV output has no column ${missing.join(', ')} (its header: ${columns.join(',').slice(0, 300)})`,
      'Use an unmodified k6 1.0 or later.',
    );
  }
  return {
    metric: columns.indexOf('metric_name'),
    timestamp: columns.indexOf('timestamp'),
    value: columns.indexOf('metric_value'),
    check: columns.indexOf('check'),
    expected: columns.indexOf('expected_response'),
    method: columns.indexOf('method'),
    name: columns.indexOf('name'),
    status: columns.indexOf('status'),
    url: columns.indexOf('url'),
    metadata: columns.indexOf('metadata'),
  };
}
type Columns = ReturnType<typeof readHeader>;

/** The window that the wrapper wrote into an iteration's metadata (`key=value&key=value`). */
function windowOf(metadata: string): number | null {
  for (const pair of metadata.split('&')) {
    if (pair.startsWith(`${WINDOW_KEY}=`)) return Number(pair.slice(WINDOW_KEY.length + 1));
  }
  return null;
}

function splitOnce(key: string): readonly string[] {
  const blank = key.indexOf(' ');
  return [key.slice(0, blank), key.slice(blank + 1)];
}

/** Remembers answers, but never more than a script with a name for every request could be worth. */
function createMemo<T>(answer: (key: string) => T): (key: string) => T {
  const known = new Map<string, T>();
  return (key) => {
    const seen = known.get(key);
    if (seen !== undefined) return seen;
    if (known.size >= 5000) known.clear();
    const fresh = answer(key);
    known.set(key, fresh);
    return fresh;
  };
}
