import { join } from 'node:path';
import { childEnvironment } from '../../system/environment.ts';
import { MARK_VARIABLE, RUN_MARK } from '../../system/process-mark.ts';
import type { Command } from '../../system/processes.ts';
import type { GeneratorPlan } from './generator-plan.ts';
import type { JMeterSetup } from './setup.ts';
import { FILES } from './side-files.ts';

/** JMeter's own start script takes the same two variables; half of its heap, because two run at once. */
const HEAP = '-Xms256m -Xmx1g';

/** Without its second compiler Java reaches its pace in seconds instead of half a minute, and changes it no more. */
const QUICK = '-XX:TieredStopAtLevel=1';

/**
 * Java is called by itself: the script `jmeter` puts a shell between it and us. Options that only Java 9 and later know go by a
 * variable that Java 8 does not read.
 */
export function jmeterCommand(setup: JMeterSetup, { plan, folder, port, servers }: GeneratorPlan): Command {
  const { installation, environment } = setup;
  const options = [QUICK, environment['HEAP'] || HEAP, environment['JVM_ARGS'] ?? ''].flatMap(words);
  return {
    file: installation.java,
    args: [
      '-XX:+ExitOnOutOfMemoryError',
      '-Djava.awt.headless=true',
      `-Djava.util.prefs.userRoot=${folder}`,
      ...options,
      ...['-jar', installation.jar, '--nongui'],
      ...setup.args,
      ...['--testfile', plan],
      ...['--logfile', join(folder, FILES.results), '--jmeterlogfile', join(folder, FILES.log)],
      ...['--addprop', join(folder, FILES.properties)],
      `-Jjmeterengine.nongui.port=${port}`,
      `-Jjmeterengine.nongui.maxport=${port}`,
      ...(servers.length === 0 ? [] : ['-R', servers.join(','), `-G${join(folder, FILES.global)}`]),
    ],
    cwd: setup.cwd,
    cores: setup.cores,
    env: childEnvironment(environment, {
      JDK_JAVA_OPTIONS: OPEN.map((name) => `--add-opens=${name}=ALL-UNNAMED`).join(' '),
      [MARK_VARIABLE]: RUN_MARK,
    }),
  };
}

const words = (text: string): string[] => text.split(/\s+/).filter((word) => word !== '');

/** What JMeter and its libraries look into. */
const OPEN = [
  ...['java.base/java.lang', 'java.base/java.lang.invoke', 'java.base/java.lang.reflect'],
  ...['java.base/java.util', 'java.base/java.text'],
];
