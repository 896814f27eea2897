import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { Failure, measurementFailure, settingsFailure } from '../core/failure.ts';
import type { FinishedSink } from '../core/finished/finished-sample.ts';
import { createTimeline, type Timeline } from '../core/finished/timeline.ts';
import { type Format, recognise, TELLING_BYTES } from './recognise.ts';
import type { RecordReader } from './records.ts';

/** One file's requests on the clock. */
export interface ReadFile {
  readonly timeline: Timeline;
  /** What wrote it, in words. */
  readonly format: string;
  readonly records: { readonly read: number; readonly broken: number };
}

const CHUNK = 256 * 1024;
/** More than this of a file that cannot be understood is no accident at its end. */
const BROKEN_MOST = 0.05;

/** Reads a file of any length in bounded memory. Throws a Failure for one that cannot be read or understood. */
export async function readFinished(path: string, signal: AbortSignal): Promise<ReadFile> {
  const timeline = createTimeline();
  const records = { read: 0, broken: 0 };
  const sink: FinishedSink = {
    request(sample) {
      records.read++;
      timeline.add(sample);
    },
    broken: () => void records.broken++,
    resolution({ intervalMs, stepMs }) {
      if (intervalMs !== undefined) timeline.widen(intervalMs);
      if (stepMs !== undefined) timeline.setStep(stepMs);
    },
  };
  try {
    const format = await feed(path, sink, signal);
    const total = records.read + records.broken;
    if (records.broken > Math.max(1, BROKEN_MOST * total)) {
      throw measurementFailure(
        `${records.broken} of ${total} records are not what ${format.words} has`,
        'Give the file as the tool wrote it, whole.',
      );
    }
    return { timeline, format: format.words, records };
  } catch (error) {
    throw explain(error, path, signal);
  }
}

async function feed(path: string, sink: FinishedSink, signal: AbortSignal): Promise<Format> {
  let format: Format | null = null;
  let reader: RecordReader | null = null;
  let start: Buffer = Buffer.alloc(0);
  const take = (chunk: Buffer, isLast: boolean): void => {
    if (reader !== null) {
      reader.write(chunk);
      return;
    }
    start = start.length === 0 ? chunk : Buffer.concat([start, chunk]);
    if (start.length < TELLING_BYTES && !isLast) return;
    format = recognise(start.subarray(0, TELLING_BYTES));
    reader = format.open(sink);
    reader.write(start);
    start = Buffer.alloc(0);
  };
  const consume = async (chunks: AsyncIterable<Buffer>): Promise<void> => {
    for await (const chunk of chunks) take(chunk, false);
    if (reader === null) take(Buffer.alloc(0), true);
    reader?.end();
  };
  const packed = await isGzip(path);
  const file = createReadStream(path, { highWaterMark: CHUNK });
  if (packed) await pipeline(file, createGunzip({ chunkSize: CHUNK }), consume, { signal });
  else await pipeline(file, consume, { signal });
  return format ?? recognise(start);
}

async function isGzip(path: string): Promise<boolean> {
  await using file = await open(path, 'r');
  const { buffer, bytesRead } = await file.read(Buffer.alloc(2), 0, 2, 0);
  return bytesRead === 2 && buffer.readUInt16BE(0) === 0x1f8b;
}

/** Names the file; what the reader threw on purpose keeps its words. */
function explain(error: unknown, path: string, signal: AbortSignal): unknown {
  signal.throwIfAborted();
  const name = JSON.stringify(path);
  if (error instanceof Failure)
    return new Failure(error.kind, `${name}: ${error.message}`, error.hint, { cause: error });
  const code = (error as NodeJS.ErrnoException).code ?? '';
  const problem = PROBLEMS[code];
  if (problem !== undefined)
    return settingsFailure(
      `${name}: ${problem}`,
      'Name a file of results that exists and can be read.',
      error,
    );
  if (code.startsWith('Z_'))
    return measurementFailure(`${name}: the gzip is damaged or cut short`, 'Give the whole file.', error);
  return error;
}

const PROBLEMS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder, expected a file',
  EACCES: 'it may not be read',
  EPERM: 'it may not be read',
};
