import { join } from 'node:path';
import { settingsFailure } from '../../core/failure.ts';
import { captureOutput } from '../../system/capture.ts';
import { childEnvironment } from '../../system/environment.ts';
import { findOnPath } from '../../system/executables.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

const LEAST_JAVA = 8;
const TIMEOUT_MS = 20_000;

/** The Java that runs JMeter: that of JAVA_HOME, else the one on the PATH. Throws a settings failure where there is none that could. */
export async function findJava(environment: Environment): Promise<string> {
  const home = environment['JAVA_HOME'] ?? '';
  const path = home === '' ? await findOnPath('java', environment) : join(home, 'bin', 'java');
  if (path === null) {
    throw settingsFailure('JMeter needs Java, and there is no java on the PATH', INSTALL);
  }
  const env = childEnvironment(environment, {});
  const { code, stderr } = await captureOutput(
    { file: path, args: ['-version'], cwd: '/', env },
    { timeoutMs: TIMEOUT_MS },
  );
  const major = code === 0 ? parseJavaVersion(stderr) : null;
  if (major === null) {
    throw settingsFailure(
      `${path} does not answer \`java -version\` as Java does${home === '' ? '' : ' (JAVA_HOME names it)'}`,
      INSTALL,
    );
  }
  if (major < LEAST_JAVA)
    throw settingsFailure(`${path} is Java ${major}, JMeter needs ${LEAST_JAVA} or later`, INSTALL);
  return path;
}

const INSTALL = 'Install Java 17 before this step, with actions/setup-java for example, or set JAVA_HOME.';

/** `openjdk version "17.0.15"`; before 9 it was `"1.8.0_392"`. */
export function parseJavaVersion(said: string): number | null {
  const [, first, second] = /version "(\d+)(?:\.(\d+))?/.exec(said) ?? [];
  if (first === undefined) return null;
  return Number(first === '1' ? second : first);
}
