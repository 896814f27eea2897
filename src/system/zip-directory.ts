import { CENTRAL, END, MOST_COMMENT } from './zip-format.ts';

/** What the central directory says of one entry. */
export interface ZipEntry {
  readonly name: string;
  readonly flags: number;
  readonly method: number;
  readonly crc: number;
  readonly packedBytes: number;
  readonly bytes: number;
  /** Unix mode; 0 where the archive was not made on Unix. */
  readonly mode: number;
  /** Where its local header begins. */
  readonly offset: number;
}

export interface ZipDirectory {
  readonly entries: readonly ZipEntry[];
  /** Where it begins, and data ends. */
  readonly offset: number;
}

/** Reads the central directory. Throws a plain Error that says what is wrong with the archive. */
export function readDirectory(zip: Buffer, mostEntries: number): ZipDirectory {
  const end = findEnd(zip);
  const [disk, firstDisk] = [zip.readUInt16LE(end + 4), zip.readUInt16LE(end + 6)];
  const [here, count] = [zip.readUInt16LE(end + 8), zip.readUInt16LE(end + 10)];
  if (count > mostEntries) throw new Error(`it has ${count} entries, more than ${mostEntries}`);
  if (disk !== 0 || firstDisk !== 0 || here !== count) throw new Error('it is one of several volumes');
  const bytes = zip.readUInt32LE(end + 12);
  const offset = zip.readUInt32LE(end + 16);
  if (offset + bytes !== end) throw new Error('its directory is not where it says');
  const entries: ZipEntry[] = [];
  let at = offset;
  for (let index = 0; index < count; index++) {
    const { entry, next } = readEntry(zip, at, end);
    entries.push(entry);
    at = next;
  }
  if (at !== end) throw new Error('its directory holds more than it says');
  return { entries, offset };
}

function findEnd(zip: Buffer): number {
  const last = zip.length - END.bytes;
  for (let at = last; at >= Math.max(0, last - MOST_COMMENT); at--) {
    const isEnd =
      zip.readUInt32LE(at) === END.signature && at + END.bytes + zip.readUInt16LE(at + 20) === zip.length;
    if (isEnd) return at;
  }
  throw new Error('it is no zip file, or not the whole of one');
}

function readEntry(
  zip: Buffer,
  at: number,
  end: number,
): { readonly entry: ZipEntry; readonly next: number } {
  if (at + CENTRAL.bytes > end || zip.readUInt32LE(at) !== CENTRAL.signature) {
    throw new Error('its directory is broken');
  }
  const nameEnd = at + CENTRAL.bytes + zip.readUInt16LE(at + 28);
  const next = nameEnd + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  if (next > end) throw new Error('its directory is broken');
  const isUnix = zip.readUInt8(at + 5) === 3;
  return {
    entry: {
      name: zip.toString('utf8', at + CENTRAL.bytes, nameEnd),
      flags: zip.readUInt16LE(at + 8),
      method: zip.readUInt16LE(at + 10),
      crc: zip.readUInt32LE(at + 16),
      packedBytes: zip.readUInt32LE(at + 20),
      bytes: zip.readUInt32LE(at + 24),
      mode: isUnix ? zip.readUInt16LE(at + 40) : 0,
      offset: zip.readUInt32LE(at + 42),
    },
    next,
  };
}
