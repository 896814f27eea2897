import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { captureOutput } from '../../system/capture.ts';
import { childEnvironment } from '../../system/environment.ts';
import type { Search } from './search.ts';

const TIMEOUT_MS = 600_000;
/** What k6 2.2 asks for. */
const LEAST_GO = [1, 25] as const;

/** Builds k6 from its Go module, whose contents Go itself checks against the public checksum database. Rejects with the reason. */
export async function buildModule(search: Search, folder: string): Promise<string> {
  const { version } = search.wish;
  const go = async (...args: readonly string[]): Promise<string> => {
    const env = childEnvironment(search.environment, { CGO_ENABLED: '0' });
    const done = await captureOutput(
      { file: 'go', args, cwd: folder, env },
      { timeoutMs: TIMEOUT_MS, signal: search.signal },
    );
    search.signal.throwIfAborted();
    if (done.code !== 0) throw new Error(`go ${args[0]} failed: ${lastLines(done.stderr)}`);
    return done.stdout.trim();
  };
  const found = await go('env', 'GOVERSION').catch(() => {
    search.signal.throwIfAborted();
    throw new Error('there is no Go on the PATH');
  });
  if (!isRecent(found)) throw new Error(`it needs Go ${LEAST_GO.join('.')} or later and found ${found}`);
  const major = Number.parseInt(version, 10);
  const module = major >= 2 ? `go.k6.io/k6/v${major}` : 'go.k6.io/k6';
  search.say(`Building k6 ${version} from its Go module; this takes a minute or two, and only once`);
  await mkdir(folder, { recursive: true });
  await writeFile(
    join(folder, 'go.mod'),
    `module plimsoll.local/k6\n\ngo ${LEAST_GO.join('.')}.0\n\nrequire ${module} v${version}\n`,
  );
  // Keeps the requirement when the module is tidied; k6's own main package is what is built.
  await writeFile(
    join(folder, 'tools.go'),
    `//go:build tools\n\npackage tools\n\nimport _ "${module}/cmd"\n`,
  );
  await go('mod', 'tidy');
  const binary = join(folder, 'k6');
  await go('build', '-trimpath', '-buildvcs=false', '-ldflags', '-s -w', '-o', binary, module);
  return binary;
}

function isRecent(goVersion: string): boolean {
  const [, major = '0', minor = '0'] = /^go(\d+)\.(\d+)/.exec(goVersion) ?? [];
  return Number(major) > LEAST_GO[0] || (Number(major) === LEAST_GO[0] && Number(minor) >= LEAST_GO[1]);
}

const lastLines = (text: string): string => text.trim().split('\n').slice(-3).join(' ').slice(-400);
