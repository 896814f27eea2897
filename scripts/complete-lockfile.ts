import { readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

/**
 * A registry that carries this platform's binaries only leaves the other platforms' out of the lockfile, and `npm ci` then
 * refuses it. This names them, with the version that their parent pins, so that the lockfile serves every platform.
 */
interface Locked {
  readonly version?: string;
  readonly dev?: boolean;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const OPERATING_SYSTEMS = ['darwin', 'win32', 'android', 'freebsd', 'openharmony', 'linux'];
const PROCESSORS: readonly (readonly [RegExp, string])[] = [
  [/arm64|aarch64/, 'arm64'],
  [/arm/, 'arm'],
  [/x64|x86_64/, 'x64'],
  [/ia32|x86/, 'ia32'],
  [/(ppc64|s390x|riscv64|loong64|wasm32|mips64el)/, '$1'],
];

const path = join(resolve(import.meta.dirname, '..'), 'package-lock.json');
const lock = JSON.parse(await readFile(path, 'utf8')) as { packages: Record<string, Locked> };
const added: string[] = [];
for (const parent of Object.values(lock.packages)) {
  for (const [name, version] of Object.entries(parent.optionalDependencies ?? {})) {
    const key = `node_modules/${name}`;
    if (lock.packages[key] !== undefined || !/^\d/.test(version)) continue;
    lock.packages[key] = { version, ...(parent.dev === true ? { dev: true } : {}), ...platformOf(name) };
    added.push(name);
  }
}
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)));
await writeFile(path, `${JSON.stringify(lock, null, 2)}\n`);
console.log(`${added.length} packages of other platforms added`);

/** Binary packages say in their names what they are for. */
function platformOf(name: string): object {
  const short = name.slice(name.indexOf('/') + 1);
  const [pattern, cpu] = PROCESSORS.find(([each]) => each.test(short)) ?? [];
  const os = OPERATING_SYSTEMS.find((each) => short.includes(each));
  const match = pattern?.exec(short);
  return {
    ...(cpu === undefined ? {} : { cpu: [cpu === '$1' ? match?.[1] : cpu] }),
    optional: true,
    ...(os === undefined ? {} : { os: [os] }),
    ...(short.includes('musl') ? { libc: ['musl'] } : {}),
  };
}
