import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { findFreePorts } from '../../src/system/ports.ts';
import { createTail } from '../../src/system/tail.ts';

/** A real Grafana on loopback, provisioned as docs/grafana says, gone with its data when it is disposed of. */
export interface GrafanaServer extends AsyncDisposable {
  readonly url: string;
  readonly version: string;
  /** Asks its API as the administrator. */
  ask(method: 'GET' | 'POST', path: string, body?: unknown): Promise<unknown>;
  /** Makes a service account with a role and gives a token of it. */
  tokenFor(role: 'Editor' | 'Viewer'): Promise<string>;
}

const DOCS = resolve(import.meta.dirname, '../../docs/grafana');
const PASSWORD = 'of-this-test-only';
const START_MS = 120_000;
const GRACE_MS = 5000;

/** The one that PLIMSOLL_GRAFANA names, or that packages put here. Rejects where there is none. */
export async function openGrafanaServer(): Promise<GrafanaServer> {
  const places = [process.env['PLIMSOLL_GRAFANA'] ?? '', '/usr/share/grafana'];
  const home = places.find((place) => existsSync(join(place, 'bin/grafana')));
  if (home !== undefined) return await startGrafanaServer(home);
  throw new Error('there is no Grafana in /usr/share/grafana; name the folder of one in PLIMSOLL_GRAFANA');
}

async function startGrafanaServer(home: string): Promise<GrafanaServer> {
  const [port = 0] = await findFreePorts(1);
  const folder = await mkdtemp(join(tmpdir(), 'plimsoll-grafana-'));
  await mkdir(join(folder, 'data'));
  const child = spawn(join(home, 'bin/grafana'), ['server', '--homepath', home], {
    cwd: folder,
    env: {
      PATH: process.env['PATH'],
      PLIMSOLL_DASHBOARDS: DOCS,
      GF_PATHS_DATA: join(folder, 'data'),
      GF_PATHS_LOGS: join(folder, 'logs'),
      GF_PATHS_PLUGINS: join(folder, 'plugins'),
      GF_PATHS_PROVISIONING: join(DOCS, 'provisioning'),
      GF_SERVER_HTTP_ADDR: '127.0.0.1',
      GF_SERVER_HTTP_PORT: String(port),
      GF_SECURITY_ADMIN_PASSWORD: PASSWORD,
      GF_ANALYTICS_REPORTING_ENABLED: 'false',
      GF_ANALYTICS_CHECK_FOR_UPDATES: 'false',
      GF_ANALYTICS_CHECK_FOR_PLUGIN_UPDATES: 'false',
      GF_LOG_MODE: 'console',
      GF_LOG_LEVEL: 'warn',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const tail = createTail();
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => tail.add(chunk.toString('utf8')));
  const ended = once(child, 'exit');
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    const forced = setTimeout(() => child.kill('SIGKILL'), GRACE_MS);
    if (child.exitCode === null) await ended;
    clearTimeout(forced);
    await rm(folder, { recursive: true, force: true });
  };
  const url = `http://127.0.0.1:${port}`;
  try {
    const { version } = await untilHealthy(url, () => child.exitCode !== null);
    const ask = (method: string, path: string, body?: unknown) => askAsAdmin(url, { method, path, body });
    return { url, version, ask, tokenFor: (role) => makeToken(ask, role), [Symbol.asyncDispose]: stop };
  } catch (error) {
    await stop();
    throw new Error(`grafana did not start: ${(error as Error).message}\n${tail.text()}`);
  }
}

async function untilHealthy(url: string, hasEnded: () => boolean): Promise<{ readonly version: string }> {
  for (const end = Date.now() + START_MS; Date.now() < end && !hasEnded(); ) {
    const answer = await fetch(`${url}/api/health`).catch(() => null);
    if (answer?.ok === true) return (await answer.json()) as { version: string };
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
  throw new Error(hasEnded() ? 'it ended' : `no /api/health within ${START_MS / 1000} s`);
}

type Ask = (method: string, path: string, body?: unknown) => Promise<unknown>;

async function makeToken(ask: Ask, role: string): Promise<string> {
  const account = (await ask('POST', '/api/serviceaccounts', { name: `plimsoll ${role}`, role })) as {
    readonly id: number;
  };
  const token = (await ask('POST', `/api/serviceaccounts/${account.id}/tokens`, { name: role })) as {
    readonly key: string;
  };
  return token.key;
}

interface Question {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
}

async function askAsAdmin(url: string, { method, path, body }: Question): Promise<unknown> {
  const answer = await fetch(`${url}${path}`, {
    method,
    headers: {
      authorization: `Basic ${Buffer.from(`admin:${PASSWORD}`).toString('base64')}`,
      'content-type': 'application/json',
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text.slice(0, 300)}`);
  return JSON.parse(text);
}
