import { inflateSync } from 'node:zlib';

/** A value of an HdrHistogram and how often it was recorded, in the histogram's own unit. */
export interface Recorded {
  readonly value: number;
  readonly count: number;
}

/**
 * Takes an HdrHistogram apart that was encoded as V2, compressed, in base64, the one form that logs have had since 2014. Throws a
 * RangeError for anything else. Written by hand: the library brings 680 KB, a WebAssembly loader and no bound on what it inflates.
 */
export function decodeHistogram(encoded: string): Recorded[] {
  const outer = Buffer.from(encoded, 'base64');
  expectCookie(outer, COMPRESSED);
  const inner = inflate(outer.subarray(8, 8 + outer.readUInt32BE(4)));
  expectCookie(inner, PLAIN);
  if (inner.length < HEADER) throw new RangeError('a histogram is cut short');
  const scale = scaleOf(inner.readUInt32BE(12), Number(inner.readBigInt64BE(16)));
  const recorded: Recorded[] = [];
  let index = 0;
  for (const number of readNumbers(inner.subarray(HEADER, HEADER + inner.readUInt32BE(4)))) {
    // A negative number is a run of zeros.
    if (number < 0) index -= number;
    else {
      if (number > 0) recorded.push({ value: scale(index), count: number });
      index++;
    }
  }
  return recorded;
}

/** Cookie, length of the counts, index offset, digits, lowest and highest value, ratio. */
const HEADER = 40;
const COMPRESSED = 0x1c849314;
const PLAIN = 0x1c849313;
/** Five digits over all of 64 bits come to less. */
const MOST_BYTES = 64 * 1024 * 1024;
const MOST_DIGITS = 5;

function expectCookie(bytes: Buffer, cookie: number): void {
  if (bytes.length < 8 || bytes.readUInt32BE(0) !== cookie)
    throw new RangeError('not a histogram encoded as V2');
}

function inflate(bytes: Buffer): Buffer {
  try {
    return inflateSync(bytes, { maxOutputLength: MOST_BYTES });
  } catch (error) {
    throw new RangeError('a histogram does not inflate', { cause: error });
  }
}

/** The middle of the values that share an index: linear in each of buckets that double in width (HdrHistogram's `valueFromIndex`). */
function scaleOf(digits: number, lowest: number): (index: number) => number {
  if (digits > MOST_DIGITS || !(lowest >= 1)) throw new RangeError('a histogram with an impossible scale');
  const unit = Math.floor(Math.log2(lowest));
  const halfMagnitude = Math.max(1, Math.ceil(Math.log2(2 * 10 ** digits))) - 1;
  const half = 2 ** halfMagnitude;
  return (index) => {
    const bucket = Math.max(0, Math.floor(index / half) - 1);
    const place = index < half ? index : (index % half) + half;
    const width = 2 ** (bucket + unit);
    return place * width + Math.floor(width / 2);
  };
}

/** ZigZag LEB128 as HdrHistogram writes it: at most nine bytes, the ninth whole. */
function* readNumbers(bytes: Buffer): Generator<number> {
  for (let at = 0; at < bytes.length; ) {
    let value = 0n;
    for (let byte = 0; ; byte++) {
      const next = bytes[at++];
      if (next === undefined) throw new RangeError('a count is cut short');
      value |= BigInt(byte === 8 ? next : next & 0x7f) << BigInt(7 * byte);
      if (byte === 8 || next < 0x80) break;
    }
    const number = Number((value >> 1n) ^ -(value & 1n));
    if (!Number.isSafeInteger(number)) throw new RangeError('a count is too large');
    yield number;
  }
}
