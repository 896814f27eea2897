import { mkdir, readdir, rename, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { cacheRoot } from '../../src/system/cache-root.ts';
import { captureOutput } from '../../src/system/capture.ts';

const VERSION = '4.3.0';

/** From Maven Central, once: a folder of jars as a class path. */
export async function assembleKafka(): Promise<string> {
  const folder = join(cacheRoot(process.env), 'kafka', VERSION);
  const kept = await readdir(folder).catch(() => []);
  if (!kept.some((name) => name.startsWith('kafka_'))) {
    const arriving = `${folder}.${process.pid}`;
    await mkdir(arriving, { recursive: true });
    await writeFile(join(arriving, 'pom.xml'), POM);
    await runToEnd('mvn', [
      ...['--batch-mode', '--quiet', '--strict-checksums', '-f', join(arriving, 'pom.xml')],
      ...['dependency:copy-dependencies', `-DoutputDirectory=${arriving}`],
    ]);
    await rename(arriving, folder);
  }
  const jars = (await readdir(folder)).filter((name) => name.endsWith('.jar'));
  return jars.map((jar) => join(folder, jar)).join(delimiter);
}

const POM = `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>plimsoll</groupId>
  <artifactId>kafka</artifactId>
  <version>1</version>
  <packaging>pom</packaging>
  <dependencies>
    <dependency><groupId>org.apache.kafka</groupId><artifactId>kafka_2.13</artifactId><version>${VERSION}</version></dependency>
    <dependency><groupId>org.slf4j</groupId><artifactId>slf4j-simple</artifactId><version>1.7.36</version></dependency>
  </dependencies>
</project>
`;

export async function runToEnd(file: string, args: readonly string[]): Promise<string> {
  const env = Object.fromEntries(
    Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
  const { code, stdout, stderr } = await captureOutput(
    { file, args, cwd: tmpdir(), env },
    { timeoutMs: 300_000 },
  );
  if (code !== 0) throw new Error(`${file} ended with ${code}: ${`${stdout}\n${stderr}`.slice(-600)}`);
  return stdout;
}
