import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { chmod, copyFile, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';

/** Where a k6 stays between runs: `<root>/k6/<version>/<arch>/k6`, with its SHA-256 beside it. */
export interface ToolCache {
  /** The kept binary when it still has its checksum, else why it cannot be used. */
  find(): Promise<{ readonly path: string } | { readonly missing: string }>;
  /** Takes a binary in; returns its new path. */
  keep(binary: string): Promise<string>;
}

export function openToolCache(root: string, version: string, arch: string): ToolCache {
  const folder = join(root, 'k6', version, arch);
  const path = join(folder, 'k6');
  const record = join(folder, 'k6.sha256');
  return {
    async find() {
      const expected = await readFile(record, 'utf8').catch(() => null);
      if (expected === null) return { missing: `nothing at ${path}` };
      const actual = await sha256Of(path).catch(() => null);
      if (actual === expected.trim()) return { path };
      return {
        missing: `${path} is not the file that was put there (SHA-256 expected ${expected.trim()}, actual ${actual ?? 'none'})`,
      };
    },
    async keep(binary) {
      await mkdir(folder, { recursive: true });
      const sha256 = await sha256Of(binary);
      // Two jobs may share the cache: the binary appears whole or not at all.
      const arriving = join(folder, `k6.${process.pid}`);
      await copyFile(binary, arriving);
      await chmod(arriving, 0o755);
      await rename(arriving, path);
      await writeFile(record, `${sha256}\n`);
      return path;
    },
  };
}

async function sha256Of(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}
