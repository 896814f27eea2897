import { crc32, inflateRawSync } from 'node:zlib';
import { readDirectory, type ZipDirectory, type ZipEntry } from './zip-directory.ts';
import { DEFLATED, LOCAL, STORED } from './zip-format.ts';

/** What an archive may be at most. */
export interface ZipBounds {
  /** The only names that its files may have. */
  readonly names: readonly string[];
  readonly entries: number;
  /** Of all its files together, unpacked. */
  readonly bytes: number;
  /** Unpacked to packed, of any file. */
  readonly ratio: number;
}

/** Below this, nothing is a bomb: a short text that repeats itself packs well, bytes. */
const HARMLESS = 1_000_000;

/**
 * The files of a zip, in memory, by name. Everything is checked before anything is unpacked, and one wrong entry refuses the
 * whole: an archive of strangers that is half right is not right. Throws a plain Error that names the entry.
 */
export function readZip(zip: Buffer, bounds: ZipBounds): ReadonlyMap<string, Buffer> {
  const directory = readDirectory(zip, bounds.entries);
  const { entries } = directory;
  const total = entries.reduce((sum, { bytes }) => sum + bytes, 0);
  if (total > bounds.bytes) throw new Error(`it unpacks to ${total} bytes, more than ${bounds.bytes}`);
  const seen = new Set<string>();
  for (const entry of entries) {
    const problem = complain(entry, bounds, seen);
    if (problem !== null) throw new Error(`its entry ${JSON.stringify(entry.name.slice(0, 200))} ${problem}`);
    seen.add(entry.name.toLowerCase());
  }
  return new Map(entries.map((entry) => [entry.name, unpack(zip, entry, directory)]));
}

const FILE_TYPE = 0o170000;
const REGULAR = 0o100000;

function complain(entry: ZipEntry, bounds: ZipBounds, seen: ReadonlySet<string>): string | null {
  const { name, mode, flags, method, bytes, packedBytes } = entry;
  if (/^[/\\]|^[A-Za-z]:|(^|[/\\])\.\.([/\\]|$)/.test(name)) return 'leaves the folder';
  if (/[/\\]$/.test(name)) return 'is a folder';
  if (seen.has(name.toLowerCase())) return 'is there twice, or differs from another by case alone';
  if ((mode & FILE_TYPE) !== 0 && (mode & FILE_TYPE) !== REGULAR) return 'is no regular file';
  if (!bounds.names.includes(name)) return `has no place there, expected ${bounds.names.join(', ')}`;
  if ((flags & 1) !== 0) return 'is encrypted';
  if (method !== STORED && method !== DEFLATED) return `is packed by method ${method}`;
  const ratio = bytes / Math.max(1, packedBytes);
  if (bytes > HARMLESS && ratio > bounds.ratio) return `unpacks to ${Math.floor(ratio)} times its size`;
  return null;
}

function unpack(zip: Buffer, entry: ZipEntry, directory: ZipDirectory): Buffer {
  const broken = (what: string) => new Error(`its entry ${JSON.stringify(entry.name)} ${what}`);
  const packed = findData(zip, entry, directory);
  if (packed === null) throw broken('is not where the directory says');
  const content = entry.method === STORED ? packed : inflate(packed, entry.bytes);
  if (content === null || content.length !== entry.bytes)
    throw broken('is not as long as the directory says');
  if (crc32(content) !== entry.crc) throw broken('is damaged: its checksum differs');
  return content;
}

function findData(zip: Buffer, entry: ZipEntry, { offset, entries }: ZipDirectory): Buffer | null {
  const at = entry.offset;
  if (at + LOCAL.bytes > offset || zip.readUInt32LE(at) !== LOCAL.signature) return null;
  const nameEnd = at + LOCAL.bytes + zip.readUInt16LE(at + 26);
  if (zip.toString('utf8', at + LOCAL.bytes, nameEnd) !== entry.name) return null;
  const begin = nameEnd + zip.readUInt16LE(at + 28);
  const end = begin + entry.packedBytes;
  // Entries that share bytes are how a small archive pretends to hold a large one.
  const isShared = entries.some((other) => other !== entry && other.offset >= at && other.offset < end);
  return end > offset || isShared ? null : zip.subarray(begin, end);
}

function inflate(packed: Buffer, bytes: number): Buffer | null {
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, bytes) });
  } catch {
    return null;
  }
}
