import { crc32, deflateRawSync } from 'node:zlib';
import { CENTRAL, DEFLATED, END, LOCAL } from './zip-format.ts';

/** A zip file of a few small files. The same files give the same bytes: no clock, no owner. */
export function writeZip(files: Readonly<Record<string, Buffer>>): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [path, content] of Object.entries(files)) {
    const name = Buffer.from(path);
    const data = deflateRawSync(content);
    const facts = describe(name, content, data);
    const local = Buffer.concat([number32(LOCAL.signature), number16(20), facts, number16(0), name, data]);
    directory.push(
      Buffer.concat([
        number32(CENTRAL.signature),
        number16(MADE_BY_UNIX),
        number16(20),
        facts,
        // Extra field, comment, disk, internal attributes: none.
        Buffer.alloc(8),
        number32(REGULAR_FILE),
        number32(offset),
        name,
      ]),
    );
    parts.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(directory);
  const count = number16(directory.length);
  const end = [number32(END.signature), Buffer.alloc(4), count, count, number32(central.length)];
  return Buffer.concat([...parts, central, ...end, number32(offset), number16(0)]);
}

const MADE_BY_UNIX = 0x0314;
/** Mode 0644, in the upper half. */
const REGULAR_FILE = 0o100644 * 0x10000;
/** UTF-8 names. */
const FLAGS = 0x0800;
/** 1 January 1980, the first that the format knows. */
const DATE = 0x0021;

/** What both headers of an entry say, from the flags to the length of its name. */
function describe(name: Buffer, content: Buffer, data: Buffer): Buffer {
  return Buffer.concat([
    ...[FLAGS, DEFLATED, 0, DATE].map(number16),
    ...[crc32(content), data.length, content.length].map(number32),
    number16(name.length),
  ]);
}

function number16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}

function number32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value >>> 0);
  return bytes;
}
