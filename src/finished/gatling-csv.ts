import type { FinishedSink } from '../core/finished/finished-sample.ts';
import { decodeText, readNumber, splitFields } from './fields.ts';
import { createRecordReader, type RecordReader } from './records.ts';

const STEP_MS = 1;

/** What gatling-log-parser makes of a binary `simulation.log`: a header, then a row for every request, user, group and error. */
export function readGatlingCsv(sink: FinishedSink): RecordReader {
  let columns: Columns | null = null;
  sink.resolution({ stepMs: STEP_MS });
  return createRecordReader({
    quotes: true,
    broken: () => sink.broken(),
    record(text) {
      const fields = splitFields(text, ',');
      if (columns === null || text.startsWith('record_type,')) {
        columns = columnsOf(fields);
        return;
      }
      const at = (column: number): string => fields[column] ?? '';
      if (at(columns.kind) !== 'request') return;
      const startedAt = readNumber(at(columns.start));
      const durationMs = readNumber(at(columns.duration));
      const status = at(columns.status);
      if (!(startedAt > 0) || !(durationMs >= 0) || (status !== 'OK' && status !== 'KO')) {
        sink.broken();
        return;
      }
      const groups = at(columns.groups).split('|');
      sink.request({
        startedAt,
        durationMs,
        endpoint: decodeText([...groups.filter((group) => group !== ''), at(columns.name)].join(' / ')),
        failed: status === 'KO',
        count: 1,
        encloses: false,
      });
    },
  });
}

const columnsOf = (names: readonly string[]) => ({
  kind: names.indexOf('record_type'),
  groups: names.indexOf('group_hierarchy'),
  name: names.indexOf('request_name'),
  status: names.indexOf('status'),
  start: names.indexOf('start_timestamp'),
  duration: names.indexOf('response_time_ms'),
});
type Columns = ReturnType<typeof columnsOf>;
