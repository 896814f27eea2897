import { type Guess, NOTHING, type Repository } from './guess.ts';

/** Package managers by their lockfiles: how to install, and how to run a script. */
const MANAGERS = [
  { lockfile: 'package-lock.json', install: 'npm ci', run: 'npm run', start: 'npm start' },
  {
    lockfile: 'pnpm-lock.yaml',
    install: 'pnpm install --frozen-lockfile',
    run: 'pnpm run',
    start: 'pnpm start',
  },
  { lockfile: 'yarn.lock', install: 'yarn install --immutable', run: 'yarn run', start: 'yarn start' },
  { lockfile: 'bun.lock', install: 'bun install --frozen-lockfile', run: 'bun run', start: 'bun run start' },
] as const;
const NO_LOCKFILE = { install: 'npm install', run: 'npm run', start: 'npm start' };
const ENTRIES = ['server.js', 'app.js', 'index.js', 'src/server.js', 'src/index.js'];

/** A package with a start script, or with a file that looks like the service. */
export async function guessNode(repository: Repository): Promise<Guess | null> {
  const text = await repository.read('package.json');
  if (text === null) return null;
  const { scripts = {}, main } = parsePackage(text);
  const names = await repository.list('.');
  const manager = MANAGERS.find(({ lockfile }) => names.includes(lockfile)) ?? NO_LOCKFILE;
  const build =
    scripts['build'] === undefined ? manager.install : `${manager.install} && ${manager.run} build`;
  const from = 'package.json';
  if (scripts['start'] !== undefined) return { ...NOTHING, from, build, start: manager.start };
  for (const entry of [...(main === undefined ? [] : [main]), ...ENTRIES]) {
    if ((await repository.read(entry)) !== null) return { ...NOTHING, from, build, start: `node ${entry}` };
  }
  return null;
}

interface Package {
  readonly scripts?: Readonly<Record<string, string>>;
  readonly main?: string;
}

function parsePackage(text: string): Package {
  try {
    const parsed = JSON.parse(text) as { readonly scripts?: unknown; readonly main?: unknown } | null;
    return {
      ...(typeof parsed?.scripts === 'object' ? { scripts: parsed.scripts as Record<string, string> } : {}),
      ...(typeof parsed?.main === 'string' ? { main: parsed.main } : {}),
    };
  } catch {
    return {};
  }
}
