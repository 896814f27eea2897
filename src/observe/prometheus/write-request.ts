import type { PublishedSeries } from './result-series.ts';

/** prometheus.WriteRequest in protobuf: what it takes is four messages, of which one holds numbers. */
export function encodeWriteRequest(series: readonly PublishedSeries[], at: number): Buffer {
  return Buffer.concat(series.map((one) => field(1, encodeSeries(one, at))));
}

/** Labels in the order of their names, as receivers insist on; an empty one is the same as none. */
function encodeSeries({ labels, value }: PublishedSeries, at: number): Buffer {
  const names = Object.keys(labels)
    .filter((name) => labels[name] !== '')
    .sort();
  return Buffer.concat([
    ...names.map((name) => field(1, Buffer.concat([text(1, name), text(2, labels[name] ?? '')]))),
    field(2, encodeSample(value, at)),
  ]);
}

function encodeSample(value: number, at: number): Buffer {
  const double = Buffer.alloc(9);
  double[0] = tag(1, FIXED_64);
  double.writeDoubleLE(value, 1);
  return Buffer.concat([double, Buffer.from([tag(2, VARINT)]), varint(Math.round(at))]);
}

const VARINT = 0;
const FIXED_64 = 1;
const BYTES = 2;

const tag = (field: number, type: number): number => (field << 3) | type;

const field = (number: number, bytes: Buffer): Buffer =>
  Buffer.concat([Buffer.from([tag(number, BYTES)]), varint(bytes.length), bytes]);

const text = (number: number, value: string): Buffer => field(number, Buffer.from(value.toWellFormed()));

/** Seven bits a byte, the lowest first; epoch milliseconds have more bits than bit operators do. */
export function varint(value: number): Buffer {
  const bytes: number[] = [];
  let left = value;
  while (left >= 0x80) {
    bytes.push((left % 0x80) | 0x80);
    left = Math.floor(left / 0x80);
  }
  return Buffer.from([...bytes, left]);
}
