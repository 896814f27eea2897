import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/**
 * Fails unless `dist` is, byte for byte, what the sources build to, wherever that is done, and runs with nothing beside it:
 * two builds in folders of different names and depths have to agree with each other and with what is committed.
 */
const ROOT = resolve(import.meta.dirname, '..');
const SOURCES = ['src', 'scripts', 'package.json', 'package-lock.json', 'tsconfig.json'];

const temporary = mkdtempSync(join(tmpdir(), 'plimsoll-dist-'));
try {
  const [here = '', elsewhere = ''] = ['here', 'a much/deeper place'].map((name) =>
    build(join(temporary, name)),
  );
  const unsteady = differing(here, elsewhere);
  const stale = differing(join(ROOT, 'dist'), here);
  const missing = missingModule(here);
  if (unsteady.length > 0) {
    fail(`the build depends on the folder that it runs in: ${unsteady.join(', ')} came out differently`);
  } else if (missing !== null) {
    fail(`dist does not run by itself: ${missing}`);
  } else if (stale.length > 0) {
    fail(`dist differs from a fresh build: ${stale.join(', ')}. Run "npm run build" and commit dist.`);
  } else {
    console.log(`dist equals two fresh builds in different folders (${readdirSync(here).length} files)`);
  }
} finally {
  rmSync(temporary, { recursive: true, force: true });
}

function fail(why: string): void {
  console.error(why);
  process.exitCode = 1;
}

/** Builds a copy of the sources in a folder of its own; returns the `dist` that came of it. */
function build(folder: string): string {
  mkdirSync(folder, { recursive: true });
  for (const name of SOURCES) cpSync(join(ROOT, name), join(folder, name), { recursive: true });
  const modules = [join(ROOT, 'node_modules'), join(folder, 'node_modules')];
  try {
    // No symbolic link: a bundler that follows it would see where we really are.
    execFileSync('cp', ['-al', ...modules], { stdio: 'ignore' });
  } catch {
    execFileSync('cp', ['-a', ...modules]);
  }
  const built = spawnSync(process.execPath, ['scripts/build.ts'], { cwd: folder, encoding: 'utf8' });
  if (built.status !== 0) throw new Error(built.stderr);
  return join(folder, 'dist');
}

/** What a door cannot load where there is no node_modules, as on a runner; null when each gets as far as to its own words. */
function missingModule(dist: string): string | null {
  const alone = join(temporary, 'alone');
  cpSync(dist, alone, { recursive: true });
  for (const door of ['index.js', 'cli.js']) {
    const { stderr } = spawnSync(process.execPath, [join(alone, door)], {
      env: {},
      cwd: alone,
      encoding: 'utf8',
    });
    const found = /^.*(Cannot find (module|package)|ERR_MODULE_NOT_FOUND).*$/m.exec(stderr);
    if (found !== null) return `${door}: ${found[0]}`;
  }
  return null;
}

/** Names of files that one folder lacks or that hold other bytes. */
function differing(a: string, b: string): string[] {
  const names = [...new Set([...readdirSync(a), ...readdirSync(b)])].sort();
  return names.filter((name) => {
    const [one, other] = [a, b].map((folder) => readOrNull(join(folder, name)));
    return one == null || other == null || !one.equals(other);
  });
}

function readOrNull(path: string): Buffer | null {
  try {
    return readFileSync(path);
  } catch {
    return null;
  }
}
