import { join } from 'node:path';
import { setTimeout as passTime } from 'node:timers/promises';
import type { Installation } from '../../src/engines/jmeter/installation.ts';
import { childEnvironment } from '../../src/system/environment.ts';
import { answeringHost, findFreePorts } from '../../src/system/ports.ts';
import { startProcess } from '../../src/system/processes.ts';

/** Two of JMeter's servers on this machine, each calling from an address of its own. */
export interface Servers extends AsyncDisposable {
  /** As `jmeter-remote-hosts` takes them. */
  readonly hosts: readonly string[];
}

const PATIENCE_MS = 30_000;

export async function startServers(
  { java, jar }: Installation,
  addresses: readonly string[],
  folder: string,
): Promise<Servers> {
  const ports = await findFreePorts(addresses.length);
  const processes = addresses.map((address, index) =>
    startProcess({
      file: java,
      args: [
        ...[
          '-Xmx512m',
          '-XX:TieredStopAtLevel=1',
          '-Djava.rmi.server.hostname=127.0.0.1',
          `-Djava.util.prefs.userRoot=${folder}`,
        ],
        ...['-jar', jar, '--server', `-Jserver_port=${ports[index]}`, '-Jserver.rmi.ssl.disable=true'],
        ...[`-Jhttpclient.localaddress=${address}`, '--jmeterlogfile', join(folder, `server-${index}.log`)],
      ],
      cwd: folder,
      env: childEnvironment(process.env, {}),
    }),
  );
  const stop = async (): Promise<void> => {
    await Promise.all(processes.map((each) => each.stop(500)));
  };
  const deadline = Date.now() + PATIENCE_MS;
  for (const [index, port] of ports.entries()) {
    while ((await answeringHost(port)) === null) {
      if (Date.now() > deadline) {
        await stop();
        throw new Error(`jmeter-server does not answer: ${processes[index]?.tail()}`);
      }
      await passTime(200);
    }
  }
  return { hosts: ports.map((port) => `127.0.0.1:${port}`), [Symbol.asyncDispose]: stop };
}
