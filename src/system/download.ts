import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';

export interface Download {
  readonly url: string;
  readonly file: string;
  readonly timeoutMs: number;
  readonly mostBytes: number;
  readonly signal: AbortSignal;
}

/** Fetches a URL into a file; returns the SHA-256 of what came, hex. Rejects with a plain Error that names the reason. */
export async function downloadFile(download: Download): Promise<string> {
  const { url, mostBytes, timeoutMs } = download;
  const signal = AbortSignal.any([download.signal, AbortSignal.timeout(timeoutMs)]);
  try {
    const response = await fetch(url, { signal, redirect: 'follow' });
    if (!response.ok || response.body === null) {
      await response.body?.cancel();
      throw new Error(`it answered ${response.status} ${response.statusText}`.trim());
    }
    const hash = createHash('sha256');
    let bytes = 0;
    const meter = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        bytes += chunk.length;
        hash.update(chunk);
        done(bytes > mostBytes ? new Error(`it is larger than ${mostBytes} bytes`) : null, chunk);
      },
    });
    await pipeline(
      Readable.fromWeb(response.body as ReadableStream),
      meter,
      createWriteStream(download.file),
      {
        signal,
      },
    );
    return hash.digest('hex');
  } catch (error) {
    download.signal.throwIfAborted();
    if (signal.aborted) throw new Error(`it took longer than ${timeoutMs / 1000} s`, { cause: error });
    throw new Error(reasonOf(error), { cause: error });
  }
}

/** `fetch` hides the network's own reason in the cause. */
function reasonOf(error: unknown): string {
  const cause = (error as { cause?: { code?: string; message?: string } }).cause;
  return cause?.code ?? cause?.message ?? (error as Error).message;
}
