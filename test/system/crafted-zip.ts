import { crc32, deflateRawSync } from 'node:zlib';

/** One entry as an attacker may write it: every field can lie. */
export interface CraftedEntry {
  readonly name: string;
  readonly content?: Buffer;
  readonly packed?: Buffer;
  readonly bytes?: number;
  readonly crc?: number;
  readonly mode?: number;
  readonly flags?: number;
  readonly method?: number;
  /** Name in the local header. */
  readonly localName?: string;
  /** Where the directory says the entry is; its true place unless said otherwise. */
  readonly offset?: number;
}

export interface CraftedEnd {
  readonly count?: number;
  readonly comment?: string;
}

/** A zip file whose parts say what they are told to say. */
export function craftZip(entries: readonly CraftedEntry[], { count, comment = '' }: CraftedEnd = {}): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const entry of entries) {
    const { name, content = Buffer.from('{}'), flags = 0, method = 8, mode = 0o100644 } = entry;
    const packed = entry.packed ?? deflateRawSync(content);
    const facts = Buffer.alloc(22);
    facts.writeUInt16LE(flags, 0);
    facts.writeUInt16LE(method, 2);
    facts.writeUInt32LE(entry.crc ?? crc32(content), 8);
    facts.writeUInt32LE(packed.length, 12);
    facts.writeUInt32LE(entry.bytes ?? content.length, 16);
    const local = header(0x04034b50, 30, entry.localName ?? name, (bytes) => facts.copy(bytes, 6));
    const central = header(0x02014b50, 46, name, (bytes) => {
      bytes.writeUInt16LE(0x0314, 4);
      facts.copy(bytes, 8);
      bytes.writeUInt32LE((mode * 0x10000) >>> 0, 38);
      bytes.writeUInt32LE(entry.offset ?? at, 42);
    });
    parts.push(local, packed);
    directory.push(central);
    at += local.length + packed.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(count ?? entries.length, 8);
  end.writeUInt16LE(count ?? entries.length, 10);
  end.writeUInt32LE(Buffer.concat(directory).length, 12);
  end.writeUInt32LE(at, 16);
  end.writeUInt16LE(comment.length, 20);
  return Buffer.concat([...parts, ...directory, end, Buffer.from(comment)]);
}

function header(signature: number, size: number, name: string, fill: (bytes: Buffer) => void): Buffer {
  const bytes = Buffer.alloc(size);
  bytes.writeUInt32LE(signature, 0);
  fill(bytes);
  bytes.writeUInt16LE(Buffer.byteLength(name), size === 30 ? 26 : 28);
  return Buffer.concat([bytes, Buffer.from(name)]);
}
