import { settingsFailure } from '../../core/failure.ts';
import type { K6Plan } from '../../core/plan.ts';
import { cacheRoot } from '../../system/cache-root.ts';
import { findOnPath } from '../../system/executables.ts';
import { createTemporaryDirectory } from '../../system/temporary.ts';
import { buildModule } from './build-module.ts';
import type { K6Binary } from './child.ts';
import { fetchRelease } from './fetch-release.ts';
import { RELEASES } from './releases.ts';
import type { Search } from './search.ts';
import { openToolCache } from './tool-cache.ts';
import { askVersion, isUsable } from './version.ts';

/** The k6 to run: the one named, the one on the PATH, one kept from earlier, the release, or one built from source. */
export function locateK6(
  wish: K6Plan,
  environment: Search['environment'],
  say: Search['say'],
  signal: AbortSignal,
): Promise<K6Binary> {
  const { platform, arch } = process;
  return searchK6({ wish, environment, say, signal, releases: RELEASES, platform, arch });
}

/** Like `locateK6`, told where to look. */
export async function searchK6(search: Search): Promise<K6Binary> {
  const wish = { ...search.wish, version: search.wish.version.replace(/^v/, '') };
  if (wish.path !== '') return namedBinary(wish.path, search.environment);
  if (!/^[1-9]\d*\.\d+\.\d+(-[\w.]+)?$/.test(wish.version)) {
    throw settingsFailure(
      `"${search.wish.version}" is not a version of k6 that plimsoll can run`,
      'Give a version of 1.0.0 or later, such as 2.2.0.',
    );
  }
  const tried: string[] = [];
  const attempts = [onPath, inCache, fromRelease, fromModule];
  for (const attempt of attempts) {
    search.signal.throwIfAborted();
    const outcome = await attempt({ ...search, wish }).catch((error: Error) => {
      search.signal.throwIfAborted();
      return error.message;
    });
    if (typeof outcome !== 'string') return outcome;
    tried.push(`${LABELS[attempts.indexOf(attempt)]}: ${outcome}`);
  }
  throw settingsFailure(
    `no k6 was found.\n${tried.map((line) => `- ${line}`).join('\n')}`,
    'Install k6 before this step (https://grafana.com/docs/k6/latest/set-up/install-k6/) or set `k6-path`.',
  );
}

const LABELS = ['on the PATH', 'kept from an earlier run', 'release on GitHub', 'built from its Go module'];

async function namedBinary(path: string, environment: Search['environment']): Promise<K6Binary> {
  const version = await askVersion(path, environment);
  if (version === null) {
    throw settingsFailure(
      `${path} does not answer \`k6 version\` as k6 does`,
      'Set `k6-path` to a k6 binary for this machine, or leave it out to let plimsoll find one.',
    );
  }
  if (!isUsable(version)) {
    throw settingsFailure(`${path} is k6 ${version}; 1.0 or later is needed`, 'Use a newer k6.');
  }
  return { path, version };
}

async function onPath({ environment }: Search): Promise<K6Binary | string> {
  const path = await findOnPath('k6', environment);
  if (path === null) return 'there is none';
  const version = await askVersion(path, environment);
  if (version === null) return `${path} does not answer \`k6 version\` as k6 does`;
  return isUsable(version) ? { path, version } : `${path} is k6 ${version}; 1.0 or later is needed`;
}

async function inCache(search: Search): Promise<K6Binary | string> {
  const { version } = search.wish;
  const found = await cacheOf(search).find();
  return 'path' in found ? { path: found.path, version } : found.missing;
}

const fromRelease = (search: Search): Promise<K6Binary> => obtain(search, fetchRelease);
const fromModule = (search: Search): Promise<K6Binary> => obtain(search, buildModule);

async function obtain(
  search: Search,
  get: (search: Search, folder: string) => Promise<string>,
): Promise<K6Binary> {
  await using folder = await createTemporaryDirectory('k6-binary', search.environment);
  const binary = await get(search, folder.path);
  const version = await askVersion(binary, search.environment);
  if (version !== search.wish.version) throw new Error(`it says it is ${version ?? 'no k6'}`);
  return { path: await cacheOf(search).keep(binary), version };
}

const cacheOf = ({ wish, environment, arch }: Search) =>
  openToolCache(cacheRoot(environment), wish.version, arch);
