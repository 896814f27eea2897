import { endpointName } from '../core/endpoint-name.ts';
import type { FinishedSample, FinishedSink } from '../core/finished/finished-sample.ts';
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
  let layout: Layout | null = null;
  const nameOf = createNames();
  sink.resolution({ stepMs: JMETER_STEP_MS });
  return createRecordReader({
    quotes: true,
    broken: () => sink.broken(),
    record(text) {
      layout ??= readHeader(text) ?? layoutWithout(text);
      const sample = readRow(splitFields(text, layout.delimiter, layout.needed), layout, nameOf);
      if (sample !== null) {
        sink.request(sample);
        return;
      }
      const header = readHeader(text);
      if (header === null) sink.broken();
      else layout = header;
    },
  });
}

/** Null for what is no row. */
function readRow(
  fields: readonly string[],
  { time, elapsed, label, message, success }: Layout,
  nameOf: (label: string) => string,
): FinishedSample | null {
  const startedAt = readEpoch(fields[time] ?? '');
  const durationMs = readNumber(fields[elapsed]);
  const name = fields[label];
  const verdict = fields[success];
  if (!(startedAt > 0) || !(durationMs >= 0) || name === undefined) return null;
  if (verdict !== 'true' && verdict !== 'false') return null;
  return {
    startedAt,
    durationMs,
    endpoint: nameOf(name),
    failed: verdict === 'false',
    count: 1,
    encloses: (fields[message] ?? '').startsWith(TRANSACTION),
  };
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

/** Where in a row the fields stand that are read. */
interface Layout {
  readonly delimiter: string;
  readonly time: number;
  readonly elapsed: number;
  readonly label: number;
  readonly message: number;
  readonly success: number;
  /** Fields from the front that hold all of these. */
  readonly needed: number;
}

/** Null for a record that is no header. */
function readHeader(text: string): Layout | null {
  if (!text.includes('timeStamp')) return null;
  const delimiter = delimiterOf(text);
  const layout = layoutOf(splitFields(text.replace(BYTE_ORDER_MARK, ''), delimiter), delimiter);
  return Math.min(layout.time, layout.elapsed, layout.label, layout.success) < 0 ? null : layout;
}

const layoutWithout = (text: string): Layout => layoutOf(DEFAULT_COLUMNS, delimiterOf(text));

const delimiterOf = (text: string): string => DELIMITERS.find((each) => text.includes(each)) ?? ',';

/** UTF-8's, one character per byte. */
const BYTE_ORDER_MARK = /^\u00ef\u00bb\u00bf/;

function layoutOf(names: readonly string[], delimiter: string): Layout {
  const [time = -1, elapsed = -1, label = -1, message = -1, success = -1] = READ.map((name) =>
    names.indexOf(name),
  );
  const needed = 1 + Math.max(time, elapsed, label, message, success);
  return { delimiter, time, elapsed, label, message, success, needed };
}

const READ = ['timeStamp', 'elapsed', 'label', 'responseMessage', 'success'];
