import { varint } from './write-request.ts';

/** Longest literal whose length fits into two bytes. */
const PIECE = 65_536;
/** A literal whose length follows in two bytes. */
const LONG_LITERAL = 61 << 2;

/**
 * Snappy's block format without compressing anything: the length, then the bytes as literals. Every reader takes it, and results
 * are small.
 */
export function encodeSnappy(bytes: Buffer): Buffer {
  const pieces = [varint(bytes.length)];
  for (let start = 0; start < bytes.length; start += PIECE) {
    const piece = bytes.subarray(start, start + PIECE);
    const head = Buffer.alloc(3);
    head[0] = LONG_LITERAL;
    head.writeUInt16LE(piece.length - 1, 1);
    pieces.push(head, piece);
  }
  return Buffer.concat(pieces);
}
