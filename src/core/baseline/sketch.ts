import { DDSketch } from '@datadog/sketches-js';
import { decodeCounts, encodeCounts } from './count-code.ts';
import type { Sketch } from './recording.ts';

/** Every quantile within 1% of its value (Masson, Rim & Lee, VLDB 2019). Part of the format: sketches of another accuracy do not merge. */
const RELATIVE_ACCURACY = 0.01;

/** Latencies of one endpoint, in any number of pieces. */
export type Latencies = ReadonlyMap<string, readonly Float64Array[]>;

/** Sketches of every endpoint with an answer, and of all of them under the name ''. */
export function sketchLatencies(latencies: Latencies): Sketch[] {
  const mix = newSketch();
  const sketches = [...latencies].flatMap(([endpoint, pieces]) => {
    const own = newSketch();
    for (const piece of pieces) for (const latency of piece) own.accept(latency);
    mix.merge(own);
    return own.count > 0 ? [{ endpoint, encoded: encode(own) }] : [];
  });
  return mix.count > 0 ? [{ endpoint: '', encoded: encode(mix) }, ...sketches] : sketches;
}

/** The sketch of everything that went into any of these. */
export function mergeSketches(encoded: readonly string[]): string {
  const whole = newSketch();
  for (const one of encoded) whole.merge(decode(one));
  return encode(whole);
}

/** NaN for a sketch of nothing. `p` in [0, 1]. */
export const sketchQuantile = (encoded: string, p: number): number => decode(encoded).getValueAtQuantile(p);

export const sketchCount = (encoded: string): number => decode(encoded).count;

const newSketch = (): DDSketch => new DDSketch({ relativeAccuracy: RELATIVE_ACCURACY });

/**
 * Smallest key, zeros, then the count of every bin: the library's own form spends eight bytes on a bin, which is ten times
 * as much.
 */
function encode({ store, zeroCount }: DDSketch): string {
  if (store.count === 0) return encodeCounts({ first: 0, zeros: zeroCount, counts: [] });
  const from = store.minKey - store.offset;
  const counts = store.bins.slice(from, store.maxKey - store.offset + 1);
  return encodeCounts({ first: store.minKey, zeros: zeroCount, counts });
}

function decode(encoded: string): DDSketch {
  const { first, zeros, counts } = decodeCounts(encoded);
  const sketch = newSketch();
  if (zeros > 0) sketch.accept(0, zeros);
  for (const [at, count] of counts.entries()) {
    if (count === 0) continue;
    sketch.store.add(first + at, count);
    sketch.count += count;
  }
  return sketch;
}
