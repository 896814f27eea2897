import { type Failure, settingsFailure } from '../core/failure.ts';
import type { FinishedSink } from '../core/finished/finished-sample.ts';
import { readGatlingCsv } from './gatling-csv.ts';
import { readGatlingLog } from './gatling-log.ts';
import { readHdrLog } from './hdr-log.ts';
import { readJtlCsv } from './jtl-csv.ts';
import { readJtlXml } from './jtl-xml.ts';
import { readK6Csv } from './k6-csv.ts';
import { readK6Json } from './k6-json.ts';
import { readLocustHistory } from './locust-history.ts';
import type { RecordReader } from './records.ts';

/** A kind of file that can be read. */
export interface Format {
  /** In words: "JMeter's CSV". */
  readonly words: string;
  open(sink: FinishedSink): RecordReader;
}

/** Bytes from the front of a file that tell what it is. */
export const TELLING_BYTES = 64 * 1024;

const XML: Format = { words: "JMeter's XML", open: readJtlXml };

/** A comment or a legend comes first where there is any; intervals carry a histogram. */
const HISTOGRAMS =
  /^(?:#\[|#[^\n]*\n#\[|"StartTimestamp"|(?:Tag=[^,\n]+,)?\d+(?:\.\d+)?,\d+(?:\.\d+)?,\d+(?:\.\d+)?,HISTF)/;

/** What each begins with, after a byte order mark and blanks. */
const FORMATS: readonly (Format & { readonly begins: RegExp })[] = [
  { words: "k6's CSV", open: readK6Csv, begins: /^metric_name,timestamp,metric_value,/ },
  { words: "k6's JSON", open: readK6Json, begins: /^\{[^\n]{0,400}"type":"(?:Metric|Point)"/ },
  { words: "Gatling's simulation.log", open: readGatlingLog, begins: /^(?:RUN|ASSERTION|USER|REQUEST)\t/ },
  { words: 'CSV of gatling-log-parser', open: readGatlingCsv, begins: /^record_type,[^\n]*response_time_ms/ },
  { words: "Locust's history", open: readLocustHistory, begins: /^Timestamp,User Count,Type,Name,/ },
  { words: 'a log of HdrHistograms', open: readHdrLog, begins: HISTOGRAMS },
  {
    words: "JMeter's CSV",
    open: readJtlCsv,
    begins: /^"?timeStamp"?[,\t;|]|^[^\n]*[,\t;|]"?timeStamp"?[,\t;|\r\n]/,
  },
  {
    words: "JMeter's CSV without a header",
    open: readJtlCsv,
    begins: /^\d{13},\d+,(?:[^\n]*,){5}(?:true|false),/,
  },
];

/** Tells what a file is by how it begins, never by its name. Throws a settings failure for what nobody here can read. */
export function recognise(start: Buffer): Format {
  if (isBinary(start)) throw refuseBinary(start);
  const text = start
    .toString('latin1')
    .replace(/^\u00ef\u00bb\u00bf/, '')
    .trimStart();
  if (text === '') throw unknown('an empty file');
  if (text.startsWith('<')) {
    if (/^<!doctype html|<html[\s>]/i.test(text)) throw unknown('a page of HTML');
    // A document type is for the reader to refuse, with a better sentence.
    if (/<testResults[\s>/]|<!(?:DOCTYPE|ENTITY)/i.test(text)) return XML;
    throw unknown('XML without testResults');
  }
  const found = FORMATS.find(({ begins }) => begins.test(text));
  if (found !== undefined) return found;
  const known = REFUSED.find(({ begins }) => begins.test(text));
  if (known !== undefined)
    throw settingsFailure(
      `received ${known.received}, expected one of every request or interval`,
      known.hint,
    );
  throw unknown(`a file that begins with ${JSON.stringify(text.slice(0, 60))}`);
}

/** What tools write for people at the end: no windows can be made of it. */
const REFUSED: readonly { readonly begins: RegExp; readonly received: string; readonly hint: string }[] = [
  {
    begins: /^\{[\s\S]{0,60000}"(?:root_group|metrics)"/,
    received: "k6's summary of a whole run",
    hint: 'Run k6 with --out csv=FILE or --out json=FILE, and give that file.',
  },
  {
    begins: /^Type,Name,Request Count,/,
    received: "Locust's totals of a whole run",
    hint: 'Run Locust with --csv-full-history, and give its _stats_history.csv.',
  },
  {
    begins: /^\{[\s\S]{0,2000}"(?:transaction|sampleCount)"/,
    received: "the statistics of JMeter's report",
    hint: 'Give the JTL that the report was made from (jmeter -l FILE).',
  },
];

/** No text has a zero byte in it. */
const isBinary = (start: Buffer): boolean => start.includes(0);

function refuseBinary(start: Buffer): Failure {
  const version = /^[\s\S]{0,16}(3\.\d{1,2}\.\d{1,2}(?:\.\d+)?)/.exec(start.toString('latin1'))?.[1];
  return start[0] === 0 && version !== undefined
    ? settingsFailure(
        `received a binary simulation.log of Gatling ${version}, expected a text`,
        'Gatling writes text up to 3.11 only. Turn it into CSV with gatling-log-parser, and give that.',
      )
    : unknown('a binary file');
}

const unknown = (received: string): Failure =>
  settingsFailure(
    `received ${received}, expected results of JMeter (JTL as CSV or XML), k6 (--out csv or json), Gatling (simulation.log), Locust (_stats_history.csv) or a log of HdrHistograms`,
    'Give the file that the tool wrote while it ran; gzip is fine.',
  );
