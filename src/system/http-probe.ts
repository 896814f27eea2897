import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';

export type Probe =
  | { readonly kind: 'answered'; readonly status: number }
  /** Reason in the network's own words: ECONNREFUSED, ENOTFOUND, a timeout. */
  | { readonly kind: 'silent'; readonly reason: string };

/**
 * One GET, redirects not followed, on a connection of its own: a connection kept alive
 * would hold up a service that closes gracefully.
 */
export function probeHttp(url: string, timeoutMs: number): Promise<Probe> {
  const get = url.startsWith('https:') ? requestHttps : requestHttp;
  return new Promise((resolve) => {
    const request = get(url, { agent: false, signal: AbortSignal.timeout(timeoutMs) }, (response) => {
      response.destroy();
      resolve({ kind: 'answered', status: response.statusCode ?? 0 });
    });
    request.once('error', (error: NodeJS.ErrnoException) => {
      const timedOut = error.name === 'TimeoutError' || error.code === 'ABORT_ERR';
      resolve({ kind: 'silent', reason: timedOut ? `no answer within ${timeoutMs} ms` : reasonOf(error) });
    });
    request.end();
  });
}

/** An attempt on several addresses fails with an error that has its reasons inside. */
function reasonOf(error: NodeJS.ErrnoException): string {
  const inner = error instanceof AggregateError ? (error.errors[0] as Error | undefined) : undefined;
  return inner?.message || error.message || error.code || 'the connection failed';
}
