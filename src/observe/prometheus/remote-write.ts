import { sleep } from '../../system/clock.ts';
import type { Server } from '../server.ts';
import type { PublishedSeries } from './result-series.ts';
import { encodeSnappy } from './snappy.ts';
import { encodeWriteRequest } from './write-request.ts';

export type Written = { readonly kind: 'written' } | { readonly kind: 'refused'; readonly reason: string };

const TIMEOUT_MS = 10_000;
const MOST_BYTES = 100_000;
const ATTEMPTS = 3;
const BACKOFF_MS = 1000;
const LONGEST_REASON = 200;

const HEADERS = {
  'content-type': 'application/x-protobuf',
  'content-encoding': 'snappy',
  'x-prometheus-remote-write-version': '0.1.0',
};

/** Sends series by remote write 1.0, which every receiver takes, with one point each at `at` (epoch ms). A point that is sent twice is one. */
export async function writeRemotely(
  server: Server,
  series: readonly PublishedSeries[],
  { at, signal }: { readonly at: number; readonly signal: AbortSignal },
): Promise<Written> {
  const body = encodeSnappy(encodeWriteRequest(series, at));
  for (let attempt = 1; ; attempt++) {
    const answer = await server.send({
      ...{ method: 'POST', path: '', headers: HEADERS, body },
      ...{ timeoutMs: TIMEOUT_MS, mostBytes: MOST_BYTES },
    });
    if (answer.kind === 'answer' && answer.status >= 200 && answer.status < 300) return { kind: 'written' };
    const isPassing = answer.kind === 'lost' || answer.status >= 500 || answer.status === 429;
    if (!isPassing || attempt >= ATTEMPTS) return { kind: 'refused', reason: reasonOf(answer) };
    await sleep(BACKOFF_MS * attempt, signal);
  }
}

function reasonOf(answer: Awaited<ReturnType<Server['send']>>): string {
  if (answer.kind === 'lost') return answer.reason;
  const [said = ''] = answer.body.toString('utf8').trim().split('\n');
  return `status ${answer.status}${said === '' ? '' : `: ${said.slice(0, LONGEST_REASON)}`}`;
}
