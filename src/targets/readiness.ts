import { measurementFailure } from '../core/failure.ts';
import { now, sleep } from '../system/clock.ts';
import { probeHttp } from '../system/http-probe.ts';
import { portsOf } from '../system/listeners.ts';
import { answeringHost } from '../system/ports.ts';
import { withLastLines } from './last-lines.ts';
import { findPortOwner } from './port-owner.ts';
import { describeExit, type Service } from './service.ts';

export interface Ready {
  /** Path on the side's origin, or a URL in which `$PORT` stands for the side's port. */
  readonly path: string;
  readonly timeoutMs: number;
}

export type Readiness =
  | { readonly kind: 'ready'; readonly url: string; readonly pid: number | null }
  /** Somebody was quicker to listen on the port; another port may do. */
  | { readonly kind: 'port taken' };

const POLL_MS = 50;
const ANSWER_MS = 5000;

/** Polls a service until it answers. Throws a measurement failure when it ends or the time is up. */
export async function awaitReady(service: Service, ready: Ready, signal: AbortSignal): Promise<Readiness> {
  const deadline = now() + ready.timeoutMs;
  let last = `nothing listens on port ${service.port}`;
  while (now() < deadline) {
    signal.throwIfAborted();
    if (service.ended() !== null) return whyEnded(service);
    const host = await answeringHost(service.port);
    if (host !== null) {
      const url = `http://${host}:${service.port}`;
      const probe = await probeHttp(readyUrl(url, ready.path, service.port), ANSWER_MS);
      if (probe.kind === 'answered' && probe.status < 500) return claim(service, url);
      last = probe.kind === 'answered' ? `it answered with status ${probe.status}` : probe.reason;
    }
    await sleep(POLL_MS, signal);
  }
  throw notReady(service, ready, last);
}

function readyUrl(origin: string, path: string, port: number): string {
  if (/^https?:\/\//.test(path)) return path.replaceAll(/\$PORT\b|\$\{PORT\}/g, String(port));
  return `${origin}${path.startsWith('/') ? '' : '/'}${path}`;
}

/** An answer counts only if the service itself gave it. */
function claim(service: Service, url: string): Readiness {
  const pids = service.processes();
  const owner = findPortOwner(service.port, pids);
  switch (owner.kind) {
    case 'ours':
      return { kind: 'ready', url, pid: pids[0] ?? null };
    case 'unknown':
      return { kind: 'ready', url, pid: null };
    case 'stranger':
      throw measurementFailure(
        withLastLines(
          `port ${service.port} of ${service.side} was taken by another process, ${owner.name} (${owner.pid})`,
          service.tail(),
        ),
        'Nothing was sent to it. Run again; if it happens often, look for what opens ports on this machine.',
      );
  }
}

async function whyEnded(service: Service): Promise<Readiness> {
  const exit = service.ended();
  const output = service.tail();
  const isTaken =
    /EADDRINUSE|address (is )?already in use/i.test(output) &&
    (output.includes(String(service.port)) || (await answeringHost(service.port)) !== null);
  if (isTaken) return { kind: 'port taken' };
  throw measurementFailure(
    withLastLines(
      `the service of ${service.side} ended before it was ready (${exit === null ? 'no exit code' : describeExit(exit)})`,
      output,
    ),
    /EADDRINUSE|address (is )?already in use/i.test(output)
      ? `Its port is not the one it was given: make \`start\` listen on $PORT (${service.port} for this start).`
      : 'Try the `build` and `start` commands by themselves; the service must listen on the port in $PORT.',
  );
}

function notReady(service: Service, ready: Ready, last: string): Error {
  const elsewhere = portsOf(service.processes()).filter((port) => port !== service.port);
  const seconds = Math.round(ready.timeoutMs / 100) / 10;
  return measurementFailure(
    withLastLines(
      `the service of ${service.side} was not ready within ${seconds} s: ${last} (asked for ${ready.path})`,
      service.tail(),
    ),
    elsewhere.length === 0
      ? 'Check `start` and `ready`, or allow more time; the service must listen on the port in $PORT.'
      : `It listens on port ${elsewhere.join(', ')} instead: make \`start\` listen on $PORT.`,
  );
}
