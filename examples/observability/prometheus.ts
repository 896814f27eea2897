import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { settingsFailure } from '../../src/core/failure.ts';
import { sleep } from '../../src/system/clock.ts';
import { probeHttp } from '../../src/system/http-probe.ts';
import { findFreePorts } from '../../src/system/ports.ts';
import { startProcess } from '../../src/system/processes.ts';

export interface Prometheus extends AsyncDisposable {
  readonly url: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

const START_MS = 20_000;
const GRACE_MS = 3000;

/** A Prometheus that scrapes whatever stands in `build/targets.json` of `folder` every second, and takes remote writes. */
export async function startPrometheus(folder: string, environment: Environment): Promise<Prometheus> {
  const [port = 0] = await findFreePorts(1);
  const url = `http://127.0.0.1:${port}`;
  const build = join(folder, 'build');
  const config = join(build, 'prometheus.yml');
  await mkdir(build, { recursive: true });
  await writeFile(config, configuration(join(build, 'targets.json')));
  const running = startProcess({
    file: environment['PROMETHEUS'] || 'prometheus',
    args: [
      ...[`--config.file=${config}`, `--storage.tsdb.path=${join(build, 'prometheus')}`],
      ...[`--web.listen-address=127.0.0.1:${port}`, '--web.enable-remote-write-receiver', '--log.level=warn'],
    ],
    cwd: build,
    env: { PATH: environment['PATH'] ?? '' },
  });
  const ended = running.exited.then(() => true);
  for (const end = Date.now() + START_MS; ; ) {
    const probe = await probeHttp(`${url}/-/ready`, 1000);
    if (probe.kind === 'answered' && probe.status === 200) break;
    const isOver = await Promise.race([ended, sleep(200, new AbortController().signal).then(() => false)]);
    if (!isOver && Date.now() < end) continue;
    await running.stop(GRACE_MS);
    throw settingsFailure(
      `prometheus did not start: ${running.tail()}`,
      'Install it (Debian, Ubuntu: apt-get install prometheus), or name the binary in PROMETHEUS.',
    );
  }
  return { url, [Symbol.asyncDispose]: () => running.stop(GRACE_MS) };
}

/** Names of sides come with the targets, as Plimsoll writes them into the file. */
const configuration = (targets: string): string =>
  JSON.stringify({
    global: { scrape_interval: '1s' },
    scrape_configs: [{ job_name: 'shop', file_sd_configs: [{ files: [targets], refresh_interval: '1s' }] }],
  });
