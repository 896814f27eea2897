import type { FinishedSink } from '../core/finished/finished-sample.ts';
import { decodeText, readNumber } from './fields.ts';
import { decodeHistogram, type Recorded } from './hdr-histogram.ts';
import { createRecordReader, type RecordReader } from './records.ts';

/** Endpoint of histograms without a tag. */
const UNTAGGED = 'all requests';
/** Nanoseconds, where the file does not say how its largest value reads in milliseconds. */
const USUAL_UNIT_MS = 1e-6;
const SECONDS_A_YEAR = 365 * 24 * 3600;
const STARTED = /^#\[StartTime: (\d+(?:\.\d+)?)/;
const BASED = /^#\[BaseTime: (\d+(?:\.\d+)?)/;

/**
 * A log of HdrHistograms: a line for every interval and tag. The third number of a line is the largest value in the unit that the
 * tool prints, which is the millisecond nearly everywhere; that tells the unit of the rest. Failures have no place in such a log.
 */
export function readHdrLog(sink: FinishedSink): RecordReader {
  let started = 0;
  let based: number | null = null;
  return createRecordReader({
    quotes: false,
    broken: () => sink.broken(),
    record(text) {
      if (text.startsWith('#') || text.startsWith('"StartTimestamp"')) {
        started = Number(STARTED.exec(text)?.[1] ?? started);
        const base = BASED.exec(text)?.[1];
        if (base !== undefined) based = Number(base);
        return;
      }
      const line = readLine(text);
      if (line === null) {
        sink.broken();
        return;
      }
      // Stamps much older than the log are counted from its start, as HdrHistogram's own reader takes them.
      const base = based ?? (line.from < started - SECONDS_A_YEAR ? started : 0);
      const lengthMs = line.seconds * 1000;
      sink.resolution({ intervalMs: Math.ceil(line.seconds) * 1000 });
      for (const { value, count } of line.recorded) {
        sink.request({
          startedAt: (base + line.from) * 1000 + lengthMs / 2,
          endpoint: line.tag,
          durationMs: value * line.unitMs,
          failed: false,
          count,
          encloses: false,
        });
      }
    },
  });
}

interface Line {
  readonly tag: string;
  /** Seconds. */
  readonly from: number;
  readonly seconds: number;
  readonly unitMs: number;
  readonly recorded: readonly Recorded[];
}

/** Null for what is no line of such a log. */
function readLine(text: string): Line | null {
  const fields = text.trim().split(/[,\s]+/);
  const tag = fields[0]?.startsWith('Tag=') === true ? fields.shift()?.slice('Tag='.length) : undefined;
  const [from, seconds, largest] = fields.slice(0, 3).map(readNumber);
  const recorded = decode(fields[3]);
  if (recorded === null || !(from !== undefined && from >= 0) || !(seconds !== undefined && seconds > 0))
    return null;
  if (seconds > LONGEST) return null;
  const top = recorded.at(-1)?.value ?? 0;
  const unitMs =
    largest !== undefined && largest > 0 && top > 0 ? nearestPower(largest / top) : USUAL_UNIT_MS;
  return { tag: tag === undefined ? UNTAGGED : decodeText(tag), from, seconds, unitMs, recorded };
}

/** An interval of more than an hour says nothing of what happened inside it. */
const LONGEST = 3600;

/** Units are powers of ten; the quotient is off by the width of a bucket. */
const nearestPower = (ratio: number): number => 10 ** Math.round(Math.log10(ratio));

function decode(encoded: string | undefined): Recorded[] | null {
  try {
    return encoded === undefined ? null : decodeHistogram(encoded);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
