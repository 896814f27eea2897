import type { FinishedSink } from '../core/finished/finished-sample.ts';
import { readEpoch } from './epoch.ts';
import { decodeText, readNumber, splitFields } from './fields.ts';
import { createK6Names, isK6Failure } from './k6-requests.ts';
import { createRecordReader, type RecordReader } from './records.ts';

/** k6's `--out csv`: one record for every sample, of which those that time a whole request count. */
export function readK6Csv(sink: FinishedSink): RecordReader {
  let columns: Columns | null = null;
  const nameOf = createK6Names();
  return createRecordReader({
    quotes: true,
    broken: () => sink.broken(),
    record(text) {
      if (columns === null || text.startsWith('metric_name,')) {
        columns = columnsOf(splitFields(text.replace(BYTE_ORDER_MARK, ''), ','));
        return;
      }
      const kind = text.startsWith('http_req_duration,')
        ? 'http'
        : text.startsWith('grpc_req_duration,')
          ? 'grpc'
          : null;
      if (kind === null) return;
      const fields = splitFields(text, ',');
      const at = (column: number): string => fields[column] ?? '';
      const durationMs = readNumber(at(columns.value));
      // k6 writes down when a request ended.
      const startedAt = readEpoch(at(columns.time)) - durationMs;
      if (!(startedAt > 0) || !(durationMs >= 0) || fields.length < columns.least) {
        sink.broken();
        return;
      }
      sink.request({
        startedAt,
        durationMs,
        endpoint: nameOf(at(columns.method), decodeText(at(columns.name) || at(columns.url))),
        failed: isK6Failure(kind, { expected: at(columns.expected), status: at(columns.status) }),
        count: 1,
        encloses: false,
      });
    },
  });
}

const BYTE_ORDER_MARK = /^\u00ef\u00bb\u00bf/;

/** Columns follow the script's system tags; those that may be missing are read as empty. */
const columnsOf = (names: readonly string[]) => ({
  time: names.indexOf('timestamp'),
  value: names.indexOf('metric_value'),
  method: names.indexOf('method'),
  name: names.indexOf('name'),
  url: names.indexOf('url'),
  expected: names.indexOf('expected_response'),
  status: names.indexOf('status'),
  /** A record that was cut short has fewer. */
  least: names.length,
});
type Columns = ReturnType<typeof columnsOf>;
