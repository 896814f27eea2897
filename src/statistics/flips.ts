import type { Random } from './random.ts';

/** Windows in a byte of signs. */
const BYTE = 8;

/**
 * Random signs, one per flip and unit of replication; flip 0 is the identity, so the observed order of the labels
 * counts as one of the possible ones and p-values are exact (Phipson & Smyth 2010).
 */
export interface Flips {
  readonly count: number;
  /** Byte `g × count + f` holds the signs of units `8g … 8g + 7` in flip `f`; a set bit means +1. */
  readonly signs: Uint8Array;
}

export function drawFlips(units: number, count: number, random: Random): Flips {
  const signs = new Uint8Array(Math.ceil(units / BYTE) * count);
  for (let i = 0; i < signs.length; i++) signs[i] = i % count === 0 ? 0xff : Math.floor(random() * 256);
  return { count, signs };
}

/**
 * Sum of the signed scores under every flip, into `sums`. A byte of signs selects one of 256 partial sums made beforehand,
 * so that eight windows cost one addition.
 */
export function sumSigned(flips: Flips, scores: Float64Array, sums: Float64Array): void {
  const { count, signs } = flips;
  sums.fill(0);
  for (let start = 0; start < scores.length; start += BYTE) {
    const partial = partialSums(scores, start);
    const from = (start / BYTE) * count;
    for (let flip = 0; flip < count; flip++) {
      sums[flip] = (sums[flip] as number) + (partial[signs[from + flip] as number] as number);
    }
  }
}

const table = new Float64Array(256);

/** Signed sums of the eight scores from `start` on, for every byte of signs. The table is overwritten by the next call. */
function partialSums(scores: Float64Array, start: number): Float64Array {
  const eight = scores.subarray(start, start + BYTE);
  table[0] = -eight.reduce((sum, score) => sum + score, 0);
  for (let byte = 1; byte < 256; byte++) {
    const unit = 31 - Math.clz32(byte);
    table[byte] = (table[byte ^ (1 << unit)] as number) + 2 * (eight[unit] ?? 0);
  }
  return table;
}
