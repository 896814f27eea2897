import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { captureOutput } from '../../system/capture.ts';
import { childEnvironment } from '../../system/environment.ts';
import { createTemporaryDirectory } from '../../system/temporary.ts';
import type { Environment } from './java.ts';

/** A JMeter that can be run. */
export interface Installation {
  readonly home: string;
  /** What `java -jar` takes: with a version in its name where Maven put it together. */
  readonly jar: string;
  readonly java: string;
  /** In full, such as 5.6.3. */
  readonly version: string;
}

const TIMEOUT_MS = 60_000;
/** Thread groups of 5.6.0 and 5.6.1 may run for ever (apache/jmeter#6008); older ones lack columns that we read. */
const LEAST = [5, 6, 2] as const;

/** The JMeter in a folder, or why it cannot be used. */
export async function readInstallation(
  home: string,
  java: string,
  environment: Environment,
): Promise<Installation | string> {
  const names = await readdir(join(home, 'bin')).catch(() => []);
  const name = names.find((each) => /^ApacheJMeter(?:-[\w.]+)?\.jar$/.test(each));
  if (name === undefined) return `${home} holds no bin/ApacheJMeter.jar`;
  const jar = join(home, 'bin', name);
  const version = await askVersion(jar, java, environment);
  if (version === null) return `${jar} does not say which JMeter it is`;
  return isUsable(version)
    ? { home, jar, java, version }
    : `${home} is JMeter ${version}; ${LEAST.join('.')} or later is needed`;
}

/** It writes a log wherever it is started, so it is started in a folder of ours. */
async function askVersion(jar: string, java: string, environment: Environment): Promise<string | null> {
  await using folder = await createTemporaryDirectory('jmeter-version', environment);
  const { stdout } = await captureOutput(
    {
      file: java,
      args: [
        '-Xmx128m',
        '-XX:TieredStopAtLevel=1',
        `-Djava.util.prefs.userRoot=${folder.path}`,
        '-jar',
        jar,
        '--version',
      ],
      cwd: folder.path,
      env: childEnvironment(environment, {}),
    },
    { timeoutMs: TIMEOUT_MS },
  );
  return parseVersion(stdout);
}

/** Below its name in large letters, at the end of their last line. */
export const parseVersion = (said: string): string | null =>
  /(?:\\_\\|^)\s+(\d+\.\d+(?:\.\d+)?)(?:[-\w.]*)\s*$/m.exec(said)?.[1] ?? null;

export function isUsable(version: string): boolean {
  const parts = version.split('.').map(Number);
  for (const [index, least] of LEAST.entries()) {
    const part = parts[index] ?? 0;
    if (part !== least) return part > least;
  }
  return true;
}
