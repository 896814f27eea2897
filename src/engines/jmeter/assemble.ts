import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { captureOutput } from '../../system/capture.ts';
import { childEnvironment } from '../../system/environment.ts';
import type { Search } from './search.ts';

const TIMEOUT_MS = 600_000;
/** The last that runs under Maven 3.8, which Debian and Ubuntu ship. */
const PLUGIN = 'com.lazerycode.jmeter:jmeter-maven-plugin:3.7.0';

/** Puts a JMeter together from its parts on Maven Central, which Maven itself checks against their checksums. Rejects with the reason. */
export async function assembleFromMaven(search: Search, folder: string): Promise<string> {
  const { wish, environment, signal } = search;
  await writeFile(join(folder, 'pom.xml'), renderPom(wish.version));
  search.say(
    `Putting JMeter ${wish.version} together from Maven Central; this takes a minute or two, and only once`,
  );
  const done = await captureOutput(
    {
      file: 'mvn',
      args: ['--batch-mode', '--quiet', '--strict-checksums', `${PLUGIN}:configure`],
      cwd: folder,
      env: childEnvironment(environment, {}),
    },
    { timeoutMs: TIMEOUT_MS, signal },
  );
  signal.throwIfAborted();
  if (done.code === null) throw new Error('there is no Maven on the PATH, or it did not end');
  if (done.code !== 0) throw new Error(`mvn failed: ${firstError(done.stdout)}`);
  return findHome(join(folder, 'target'));
}

const renderPom = (version: string): string => `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>plimsoll</groupId>
  <artifactId>jmeter</artifactId>
  <version>1</version>
  <packaging>pom</packaging>
  <build><plugins><plugin>
    <groupId>com.lazerycode.jmeter</groupId>
    <artifactId>jmeter-maven-plugin</artifactId>
    <configuration><jmeterVersion>${version}</jmeterVersion></configuration>
  </plugin></plugins></build>
</project>
`;

const firstError = (output: string): string =>
  /^\[ERROR\] (.*)$/m.exec(output)?.[1]?.slice(0, 300) ?? output.slice(-300);

/** The plugin names the folder by a random id. */
async function findHome(target: string): Promise<string> {
  for (const name of await readdir(target)) {
    const home = join(target, name, 'jmeter');
    const parts = await readdir(join(home, 'bin')).catch(() => []);
    if (parts.some((part) => part.startsWith('ApacheJMeter'))) return home;
  }
  throw new Error('Maven ended well and left no JMeter');
}
