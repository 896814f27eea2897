import { settingsFailure } from '../../core/failure.ts';
import { type CsvReader, createCsvReader, decodeField } from '../csv.ts';

/** A sample as JMeter wrote it into a JTL of comma-separated values. */
export interface JtlRow {
  /** Epoch ms at which it began, or ended where `sampleresult.timestamp.start` is false. */
  readonly time: number;
  /** Whole milliseconds: JMeter counts no finer. */
  readonly elapsedMs: number;
  readonly label: string;
  /** As the assertions of the plan judged it, too. */
  readonly failed: boolean;
  /** Whether it sums up the samples of a transaction controller. */
  readonly isTransaction: boolean;
  /** Whole milliseconds; null where the file has no such column. */
  readonly connectMs: number | null;
  readonly latencyMs: number | null;
  readonly bytes: number | null;
  /** Empty where the sampler has none, or the file has no such column. */
  readonly url: string;
  /** For people: why an assertion failed it, else response code and message. */
  readonly answer: string;
  /** The variables that were asked for, in that order; empty where the file does not have one. */
  readonly variables: readonly string[];
}

export interface JtlHandlers {
  /** Names of variables that JMeter was told to save (`sample_variables`). */
  readonly variables?: readonly string[];
  row(row: JtlRow): void;
}

/** Reads a JTL by its header, in chunks that may end anywhere. Throws a settings failure for what is no such file. */
export function createJtlReader({ variables = [], row }: JtlHandlers): CsvReader {
  let column: Columns | null = null;
  return createCsvReader({
    header(columns) {
      column = readHeader(columns, variables);
    },
    isWanted: () => true,
    row(fields) {
      // A JMeter that was killed leaves half a line.
      if (column === null || fields.length < column.count) return;
      row(readRow(fields, column));
    },
  });
}

/** With JMeter's own defaults the columns of a file without a header are unknown to us, so it is refused. */
function readHeader(quoted: readonly string[], variables: readonly string[]) {
  const columns = quoted.map((name) => name.replaceAll('"', '').replace(BYTE_ORDER_MARK, ''));
  const missing = REQUIRED.filter((name) => !columns.includes(name));
  if (missing.length > 0) {
    throw settingsFailure(
      `the JTL has no column ${missing.join(', ')} (its first line: ${columns.join(',').slice(0, 200)})`,
      'Let JMeter write comma-separated values with a header: jmeter.save.saveservice.output_format=csv and print_field_names=true.',
    );
  }
  const at = (name: string): number => columns.indexOf(name);
  return {
    count: columns.length,
    time: at('timeStamp'),
    elapsed: at('elapsed'),
    label: at('label'),
    success: at('success'),
    code: at('responseCode'),
    message: at('responseMessage'),
    reason: at('failureMessage'),
    connect: at('Connect'),
    latency: at('Latency'),
    bytes: at('bytes'),
    url: at('URL'),
    variables: variables.map(at),
  };
}
type Columns = ReturnType<typeof readHeader>;

const REQUIRED = ['timeStamp', 'elapsed', 'label', 'success'];
/** UTF-8's, read byte by byte. */
const BYTE_ORDER_MARK = /^\u00ef\u00bb\u00bf/;

function readRow(fields: readonly string[], column: Columns): JtlRow {
  const at = (index: number): string => fields[index] ?? '';
  const message = at(column.message);
  const url = at(column.url);
  return {
    time: readTime(at(column.time)),
    elapsedMs: Number(at(column.elapsed)),
    label: decodeField(at(column.label)),
    failed: at(column.success) !== 'true',
    isTransaction: message.startsWith(SUM),
    connectMs: readNumber(at(column.connect)),
    latencyMs: readNumber(at(column.latency)),
    bytes: readNumber(at(column.bytes)),
    url: url === 'null' ? '' : url,
    answer: at(column.reason) || `${at(column.code)} ${message}`.trim(),
    variables: column.variables.map(at),
  };
}

/** How JMeter's own report tells the rows of transaction controllers (`TransactionController.java`, from 2.x to 5.6). */
const SUM = 'Number of samples in transaction';

const readNumber = (text: string): number | null => (text === '' ? null : Number(text));

function readTime(text: string): number {
  const time = Number(text);
  if (Number.isFinite(time) && text !== '') return time;
  throw settingsFailure(
    `the JTL's timeStamp ${JSON.stringify(text.slice(0, 40))} is no number of milliseconds since 1970`,
    'Let JMeter write it so: jmeter.save.saveservice.timestamp_format=ms.',
  );
}
