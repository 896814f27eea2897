import { measurementFailure } from '../../core/failure.ts';
import { MOST_BYTES } from '../entry-text.ts';
import { readProblem } from './remote-problem.ts';
import { REMOTE, type Scratch } from './scratch.ts';
import { wordsOf } from './tip.ts';

/** The content of a file, or its length when that is more than an entry may have. */
export type Blob = { readonly bytes: Buffer } | { readonly length: number };

/** Contents read by one process of git, at most, in bytes. */
const BATCH = 16 * MOST_BYTES;

/** Contents of objects, by id, fetched if they are not here yet. What is too long is told by its length and not read. */
export async function readBlobs(
  scratch: Scratch,
  objects: readonly string[],
  branch: string,
): Promise<ReadonlyMap<string, Blob>> {
  let lengths = await lengthsOf(scratch, objects);
  const missing = objects.filter((object) => !lengths.has(object));
  if (missing.length > 0) {
    await fetchObjects(scratch, missing, branch);
    lengths = await lengthsOf(scratch, objects);
  }
  const blobs = new Map<string, Blob>();
  let batch: string[] = [];
  let bytes = 0;
  for (const [object, length] of lengths) {
    if (length > MOST_BYTES) {
      blobs.set(object, { length });
      continue;
    }
    if (bytes + length > BATCH) {
      await readBatch(scratch, batch, blobs);
      [batch, bytes] = [[], 0];
    }
    batch.push(object);
    bytes += length;
  }
  await readBatch(scratch, batch, blobs);
  return blobs;
}

async function lengthsOf(scratch: Scratch, objects: readonly string[]): Promise<ReadonlyMap<string, number>> {
  if (objects.length === 0) return new Map();
  const input = `${objects.join('\n')}\n`;
  const { stdout } = await scratch.git(['cat-file', '--batch-check'], { input });
  const lines = stdout.toString('utf8').matchAll(/^([0-9a-f]+) blob (\d+)$/gm);
  return new Map([...lines].map(([, object = '', length = '']) => [object, Number(length)]));
}

async function fetchObjects(scratch: Scratch, objects: readonly string[], branch: string): Promise<void> {
  const outcome = await scratch.git(
    [
      ...['-c', 'protocol.version=2'],
      // Told what we have, the remote would take it that the files of those commits are here too.
      ...['-c', 'fetch.negotiationAlgorithm=noop'],
      ...['fetch', '--quiet', '--no-tags', '--no-write-fetch-head', '--stdin', REMOTE],
    ],
    { input: `${objects.join('\n')}\n` },
  );
  if (outcome.failed === null) return;
  const { reason, hint } = readProblem(wordsOf(outcome), branch, 'fetch');
  throw measurementFailure(`recordings could not be fetched: ${reason}`, hint);
}

async function readBatch(
  scratch: Scratch,
  objects: readonly string[],
  blobs: Map<string, Blob>,
): Promise<void> {
  if (objects.length === 0) return;
  const { failed, stdout } = await scratch.git(['cat-file', '--batch'], {
    input: `${objects.join('\n')}\n`,
    // A header line and a line end each.
    mostBytes: BATCH + MOST_BYTES + objects.length * 100,
  });
  if (failed !== null) return;
  let at = 0;
  while (at < stdout.length) {
    const end = stdout.indexOf('\n', at);
    const [object = '', type, length] = stdout.toString('latin1', at, end).split(' ');
    if (end < 0 || type !== 'blob') return;
    const next = end + 1 + Number(length);
    blobs.set(object, { bytes: stdout.subarray(end + 1, next) });
    at = next + 1;
  }
}
