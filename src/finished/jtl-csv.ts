import type { FinishedSink } from '../core/finished/finished-sample.ts';
import { endpointName } from '../engines/k6/endpoint-name.ts';
import { readEpoch } from './epoch.ts';
import { decodeText, readNumber, splitFields } from './fields.ts';
import { createRecordReader, type RecordReader } from './records.ts';

/** What JMeter 5 writes where nobody says otherwise, in this order; the file may come without the line that says so. */
const DEFAULT_COLUMNS = [
  ...[
    'timeStamp',
    'elapsed',
    'label',
    'responseCode',
    'responseMessage',
    'threadName',
    'dataType',
    'success',
  ],
  ...[
    'failureMessage',
    'bytes',
    'sentBytes',
    'grpThreads',
    'allThreads',
    'URL',
    'Latency',
    'IdleTime',
    'Connect',
  ],
];
const DELIMITERS = [',', '\t', ';', '|'];
/** JMeter counts whole milliseconds and cuts off the rest. */
export const JMETER_STEP_MS = 1;

/** JMeter's CSV: with a header, of any columns, or without one, of the default ones. A header in the middle starts a file anew. */
export function readJtlCsv(sink: FinishedSink): RecordReader {
  let columns: Columns | null = null;
  let delimiter = ',';
  const nameOf = createNames();
  sink.resolution({ stepMs: JMETER_STEP_MS });
  return createRecordReader({
    quotes: true,
    broken: () => sink.broken(),
    record(text) {
      if (columns === null || text.includes('timeStamp')) {
        const header = readHeader(text);
        if (header !== null) {
          ({ columns, delimiter } = header);
          return;
        }
      }
      if (columns === null) {
        delimiter = DELIMITERS.find((each) => text.includes(each)) ?? ',';
        columns = columnsOf(DEFAULT_COLUMNS);
      }
      const fields = splitFields(text, delimiter);
      const startedAt = readEpoch(fields[columns.time] ?? '');
      const durationMs = readNumber(fields[columns.elapsed]);
      const label = fields[columns.label];
      const success = fields[columns.success];
      if (!(startedAt > 0) || !(durationMs >= 0) || label === undefined || !isJudged(success)) {
        sink.broken();
        return;
      }
      sink.request({
        startedAt,
        durationMs,
        endpoint: nameOf(label),
        failed: success !== 'true',
        count: 1,
        encloses: (fields[columns.message] ?? '').startsWith(TRANSACTION),
      });
    },
  });
}

/** How JMeter's own report tells the rows that sum up a transaction controller (`report/core/Sample.java`). */
export const TRANSACTION = 'Number of samples in transaction';

/** A label that is an address becomes a path, so that both sides have the same; others stay. Labels repeat. */
export function createNames(): (label: string) => string {
  const known = new Map<string, string>();
  return (label) => {
    const seen = known.get(label);
    if (seen !== undefined) return seen;
    if (known.size >= MOST_KNOWN) known.clear();
    const name = endpointName('', decodeText(label)).trim();
    known.set(label, name);
    return name;
  };
}
const MOST_KNOWN = 5000;

const isJudged = (success: string | undefined): boolean => success === 'true' || success === 'false';

interface Columns {
  readonly time: number;
  readonly elapsed: number;
  readonly label: number;
  readonly message: number;
  readonly success: number;
}

/** Null for a record that is no header. */
function readHeader(text: string): { readonly columns: Columns; readonly delimiter: string } | null {
  const delimiter = DELIMITERS.find((each) => text.includes(each)) ?? ',';
  const columns = columnsOf(splitFields(text.replace(BYTE_ORDER_MARK, ''), delimiter));
  const { time, elapsed, label, success } = columns;
  return Math.min(time, elapsed, label, success) < 0 ? null : { columns, delimiter };
}

/** UTF-8's, one character per byte. */
const BYTE_ORDER_MARK = /^\u00ef\u00bb\u00bf/;

const columnsOf = (names: readonly string[]): Columns => ({
  time: names.indexOf('timeStamp'),
  elapsed: names.indexOf('elapsed'),
  label: names.indexOf('label'),
  message: names.indexOf('responseMessage'),
  success: names.indexOf('success'),
});
