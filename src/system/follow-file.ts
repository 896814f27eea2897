import { type FileHandle, open } from 'node:fs/promises';
import { sleep } from './clock.ts';

/** The reading end of a file that another process goes on writing. */
export interface FollowedFile {
  /** Resolves when all that was written before `finish` has been delivered; rejects with what `deliver` threw. */
  readonly ended: Promise<void>;
  /** To be called once the writer has ended, or when none will ever come. Safe to call twice. */
  finish(): void;
}

/** How often a file is looked at, ms. */
const EVERY_MS = 100;
const CHUNK_BYTES = 256 * 1024;

/** Delivers a file from its beginning as it grows, in chunks of bounded size; it need not exist yet. */
export function followFile(path: string, deliver: (chunk: Buffer) => void): FollowedFile {
  const finished = new AbortController();
  return { ended: follow(path, deliver, finished.signal), finish: () => finished.abort() };
}

async function follow(path: string, deliver: (chunk: Buffer) => void, finished: AbortSignal): Promise<void> {
  let file: FileHandle | null = null;
  try {
    for (;;) {
      // Looked at before reading: what was written until then is read below.
      const isLast = finished.aborted;
      file ??= await open(path, 'r').catch(() => null);
      if (file !== null) await readOn(file, deliver);
      if (isLast) return;
      await sleep(EVERY_MS, finished).catch(() => undefined);
    }
  } finally {
    await file?.close();
  }
}

/** From where the last reading ended to where the file ends now. */
async function readOn(file: FileHandle, deliver: (chunk: Buffer) => void): Promise<void> {
  for (;;) {
    const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(CHUNK_BYTES), 0, CHUNK_BYTES, null);
    if (bytesRead === 0) return;
    deliver(buffer.subarray(0, bytesRead));
  }
}
