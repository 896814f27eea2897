import { StringDecoder } from 'node:string_decoder';
import sax from 'sax';
import { settingsFailure } from '../core/failure.ts';
import type { FinishedSink } from '../core/finished/finished-sample.ts';
import { readEpoch } from './epoch.ts';
import { readNumber } from './fields.ts';
import { createNames, JMETER_STEP_MS, TRANSACTION } from './jtl-csv.ts';
import type { RecordReader } from './records.ts';

/** The parser looks at the length of its buffers once a piece, and lets none grow beyond 64 KiB more. */
const PIECE = 64 * 1024;
/** `testResults` is the root; its children are samples, and theirs are what those samples were made of. */
const SAMPLE_DEPTH = 2;
/** No entity but XML's own five is known, not even HTML's. Buffers are bounded only where positions are followed. */
const STRICT = { strictEntities: true, position: true, xmlns: false };
const SAMPLES = new Set(['httpSample', 'sample']);

/**
 * JMeter's XML. It needs no document type and no entity but XML's own five, so a file with either is refused: what they
 * stand for could be anything, from elsewhere, or without end.
 */
export function readJtlXml(sink: FinishedSink): RecordReader {
  const decoder = new StringDecoder('utf8');
  const nameOf = createNames();
  let depth = 0;
  let isCutShort = false;
  sink.resolution({ stepMs: JMETER_STEP_MS });
  const parser = sax.parser(true, STRICT);
  parser.ondoctype = () => {
    throw refuse('a document type (DTD)');
  };
  parser.onsgmldeclaration = () => {
    throw refuse('a declaration of a document type');
  };
  parser.onopentag = ({ name, attributes }) => {
    depth++;
    if (depth === 1 && name !== 'testResults')
      throw refuse(`the root element ${JSON.stringify(name.slice(0, 40))}`);
    if (depth === SAMPLE_DEPTH && SAMPLES.has(name)) readSample(attributes as Attributes, sink, nameOf);
  };
  parser.onclosetag = () => {
    depth--;
  };
  parser.onerror = (error) => {
    // A JMeter that was killed leaves its last elements open; what came before them was whole.
    if (!isCutShort) throw refuse(describe(error));
    parser.resume();
  };
  const feed = (text: string): void => {
    for (let at = 0; at < text.length; at += PIECE) parser.write(text.slice(at, at + PIECE));
  };
  return {
    write: (chunk) => feed(decoder.write(chunk)),
    end() {
      feed(decoder.end());
      isCutShort = true;
      if (depth > 0) sink.broken();
      parser.close();
    },
  };
}

type Attributes = Readonly<Record<string, string | undefined>>;

function readSample(attributes: Attributes, sink: FinishedSink, nameOf: (label: string) => string): void {
  const { ts = '', t, lb, s, rm = '' } = attributes;
  const startedAt = readEpoch(ts);
  const durationMs = readNumber(t);
  if (!(startedAt > 0) || !(durationMs >= 0) || lb === undefined || (s !== 'true' && s !== 'false')) {
    sink.broken();
    return;
  }
  sink.request({
    startedAt,
    durationMs,
    endpoint: nameOf(lb),
    failed: s !== 'true',
    count: 1,
    encloses: rm.startsWith(TRANSACTION),
  });
}

const refuse = (received: string) =>
  settingsFailure(
    `the XML has ${received}, expected JMeter's testResults and nothing but XML's own entities`,
    'Give the file as JMeter wrote it, or let JMeter write CSV: -Jjmeter.save.saveservice.output_format=csv.',
  );

/** The first line: the parser adds where it stood on more of them. */
const describe = (error: Error): string => `an error (${error.message.split('\n')[0]?.slice(0, 120)})`;
