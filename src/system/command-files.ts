import { lstat, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** The files by which a step tells the runner things, and whose paths children never get. They can still be guessed. */
const VARIABLES = ['GITHUB_ENV', 'GITHUB_PATH', 'GITHUB_OUTPUT', 'GITHUB_STATE', 'GITHUB_STEP_SUMMARY'];
/** As the runner names them. */
const SIBLING = /^(?:set_env|add_path|set_output|save_state|step_summary)_/;
/** More than the runner reads of any of them, bytes. */
const MOST_BYTES = 4_000_000;

export interface CommandFiles {
  /** Puts our own files back to what they held, and names what others wrote to. Safe to call twice. */
  restore(): Promise<Tampered>;
}

export interface Tampered {
  /** Variables whose files held foreign bytes, which are gone now. */
  readonly ours: readonly string[];
  /** Files of other steps that changed meanwhile, untouched: such a step may run beside us and write for itself. */
  readonly siblings: readonly string[];
}

/** Remembers the runner's files before code of others runs. */
export async function watchCommandFiles(
  environment: Readonly<Record<string, string | undefined>>,
): Promise<CommandFiles> {
  const paths = new Map(VARIABLES.flatMap((name) => (environment[name] ? [[name, environment[name]]] : [])));
  const own = new Map<string, Buffer>();
  for (const [name, path] of paths) {
    const content = await readPlain(path);
    if (content !== null) own.set(name, content);
  }
  const folders = new Set([...paths.values()].map(dirname));
  const ours = new Set(paths.values());
  const before = await fingerprints(folders, ours);
  return {
    async restore() {
      const tampered: string[] = [];
      for (const [name, content] of own) {
        const path = paths.get(name) ?? '';
        if ((await readPlain(path))?.equals(content)) continue;
        tampered.push(name);
        await rm(path, { recursive: true, force: true });
        await writeFile(path, content);
      }
      const after = await fingerprints(folders, ours);
      const siblings = [...after].flatMap(([path, print]) => (before.get(path) === print ? [] : [path]));
      return { ours: tampered, siblings };
    },
  };
}

/** Null for what is no regular file, or longer than any command file. */
async function readPlain(path: string): Promise<Buffer | null> {
  const found = await lstat(path).catch(() => null);
  if (found === null || !found.isFile() || found.size > MOST_BYTES) return null;
  return readFile(path).catch(() => null);
}

async function fingerprints(
  folders: ReadonlySet<string>,
  without: ReadonlySet<string>,
): Promise<Map<string, string>> {
  const prints = new Map<string, string>();
  for (const folder of folders) {
    const names = await readdir(folder).catch(() => []);
    for (const path of names.filter((name) => SIBLING.test(name)).map((name) => join(folder, name))) {
      const found = without.has(path) ? null : await lstat(path).catch(() => null);
      if (found !== null) prints.set(path, `${found.ino} ${found.size} ${found.mtimeMs}`);
    }
  }
  return prints;
}
