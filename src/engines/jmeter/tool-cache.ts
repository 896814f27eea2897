import { createHash } from 'node:crypto';
import { cp, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Where a JMeter stays between runs: `<root>/jmeter/<version>/home`, with the SHA-256 of all its files beside it. */
export interface ToolCache {
  /** The kept folder when it still has its checksum, else why it cannot be used. */
  find(): Promise<{ readonly home: string } | { readonly missing: string }>;
  /** Takes a folder in; returns its new path. */
  keep(home: string): Promise<string>;
}

export function openToolCache(root: string, version: string): ToolCache {
  const folder = join(root, 'jmeter', version);
  const home = join(folder, 'home');
  const record = join(folder, 'home.sha256');
  return {
    async find() {
      const expected = await readFile(record, 'utf8').catch(() => null);
      if (expected === null) return { missing: `nothing at ${home}` };
      const actual = await hashFolder(home).catch(() => 'none');
      if (actual === expected.trim()) return { home };
      return {
        missing: `${home} is not the folder that was put there (SHA-256 expected ${expected.trim()}, actual ${actual})`,
      };
    },
    async keep(fresh) {
      await mkdir(folder, { recursive: true });
      const sha256 = await hashFolder(fresh);
      // Two jobs may share the cache: the folder appears whole or not at all.
      const arriving = join(folder, `home.${process.pid}`);
      await cp(fresh, arriving, { recursive: true });
      await rm(home, { recursive: true, force: true });
      await rename(arriving, home);
      await writeFile(record, `${sha256}\n`);
      return home;
    },
  };
}

/** What runs: documentation and what JMeter writes into its own folder is left out. */
const COUNTS = /(?:\.jar|\.properties|\.xml|\.groovy|\.bshrc|\.parameters)$/;

async function hashFolder(folder: string): Promise<string> {
  const hash = createHash('sha256');
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && COUNTS.test(entry.name));
  for (const path of files.map((entry) => join(entry.parentPath, entry.name)).sort()) {
    const content = await readFile(path);
    hash.update(`${path.slice(folder.length)}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}
