import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { buildDist } from './build.ts';

/** Fails unless the committed `dist` is, byte for byte, what the sources build to. */
const committed = resolve(import.meta.dirname, '..', 'dist');
const fresh = await mkdtemp(join(tmpdir(), 'plimsoll-dist-'));
try {
  await buildDist(fresh);
  const names = [...new Set([...(await readdir(committed)), ...(await readdir(fresh))])].sort();
  const differing: string[] = [];
  for (const name of names) {
    const [a, b] = await Promise.all([readOrNull(join(committed, name)), readOrNull(join(fresh, name))]);
    if (a === null || b === null || !a.equals(b)) differing.push(name);
  }
  if (differing.length > 0) {
    console.error(
      `dist differs from a fresh build: ${differing.join(', ')}. Run "npm run build" and commit dist.`,
    );
    process.exitCode = 1;
  } else {
    console.log(`dist equals a fresh build (${names.length} files)`);
  }
} finally {
  await rm(fresh, { recursive: true, force: true });
}

async function readOrNull(path: string): Promise<Buffer | null> {
  return readFile(path).catch(() => null);
}
