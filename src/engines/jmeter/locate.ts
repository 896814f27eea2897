import { realpath } from 'node:fs/promises';
import { dirname } from 'node:path';
import { settingsFailure } from '../../core/failure.ts';
import type { JMeterPlan } from '../../core/plan.ts';
import { cacheRoot } from '../../system/cache-root.ts';
import { findOnPath } from '../../system/executables.ts';
import { createTemporaryDirectory } from '../../system/temporary.ts';
import { ARCHIVES } from './archives.ts';
import { assembleFromMaven } from './assemble.ts';
import { fetchArchive } from './fetch-archive.ts';
import { type Installation, isUsable, readInstallation } from './installation.ts';
import { type Environment, findJava } from './java.ts';
import type { Search } from './search.ts';
import { openToolCache } from './tool-cache.ts';

/** The JMeter to run: the one named, that of JMETER_HOME or the PATH, one kept from earlier, Apache's archive, or one from Maven Central. */
export async function locateJMeter(
  wish: JMeterPlan,
  environment: Environment,
  say: Search['say'],
  signal: AbortSignal,
): Promise<Installation> {
  const java = await findJava(environment);
  return searchJMeter({ wish, environment, say, signal, java, archives: ARCHIVES });
}

/** Like `locateJMeter`, told where to look. */
export async function searchJMeter(search: Search): Promise<Installation> {
  const { wish, environment, java } = search;
  if (wish.home !== '') {
    const named = await readInstallation(wish.home, java, environment);
    if (typeof named !== 'string') return named;
    throw settingsFailure(
      named,
      'Set `jmeter-home` to a folder of JMeter 5.6.2 or later, or leave it out to let plimsoll find one.',
    );
  }
  if (!isUsable(wish.version)) {
    throw settingsFailure(
      `JMeter ${wish.version} is too old for plimsoll`,
      'Give 5.6.2 or later as `jmeter-version`, or leave it out.',
    );
  }
  const tried: string[] = [];
  for (const [label, attempt] of ATTEMPTS) {
    search.signal.throwIfAborted();
    const outcome = await attempt(search).catch((error: Error) => {
      search.signal.throwIfAborted();
      return error.message;
    });
    if (typeof outcome !== 'string') return outcome;
    tried.push(`- ${label}: ${outcome}`);
  }
  throw settingsFailure(
    `no JMeter was found.\n${tried.join('\n')}`,
    'Install JMeter before this step (https://jmeter.apache.org/download_jmeter.cgi) and set `jmeter-home` or JMETER_HOME.',
  );
}

type Attempt = (search: Search) => Promise<Installation | string>;

const ATTEMPTS: readonly (readonly [string, Attempt])[] = [
  ['in JMETER_HOME', inVariable],
  ['on the PATH', onPath],
  ['kept from an earlier run', inCache],
  ["Apache's archive", (search) => obtain(search, fetchArchive)],
  ['put together from Maven Central', (search) => obtain(search, assembleFromMaven)],
];

async function inVariable({ environment, java }: Search): Promise<Installation | string> {
  const home = environment['JMETER_HOME'] ?? '';
  return home === '' ? 'it is not set' : readInstallation(home, java, environment);
}

/** The script `jmeter` lies in the `bin` of its home; links to it are followed. */
async function onPath({ environment, java }: Search): Promise<Installation | string> {
  const script = await findOnPath('jmeter', environment);
  if (script === null) return 'there is none';
  return readInstallation(dirname(dirname(await realpath(script))), java, environment);
}

async function inCache(search: Search): Promise<Installation | string> {
  const found = await cacheOf(search).find();
  return 'home' in found ? readInstallation(found.home, search.java, search.environment) : found.missing;
}

async function obtain(
  search: Search,
  get: (search: Search, folder: string) => Promise<string>,
): Promise<Installation | string> {
  await using folder = await createTemporaryDirectory('jmeter-home', search.environment);
  const fresh = await readInstallation(await get(search, folder.path), search.java, search.environment);
  if (typeof fresh === 'string') return fresh;
  if (fresh.version !== search.wish.version) return `it says it is ${fresh.version}`;
  const home = await cacheOf(search).keep(fresh.home);
  return readInstallation(home, search.java, search.environment);
}

const cacheOf = ({ wish, environment }: Search) => openToolCache(cacheRoot(environment), wish.version);
