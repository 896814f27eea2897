import * as systemClock from '../system/clock.ts';
import {
  type Attempt,
  OUT_OF_TIME,
  type RequestProblem,
  readError,
  readResponse,
  settled,
  TOO_SLOW,
} from './attempt.ts';

/**
 * What came of a request. `refused`: a final no. `limited`: a rate limit that outlasts our time. `lost`: no sound
 * answer (network, server error, no JSON); what the request was to change may have happened or not.
 */
export type Answer =
  | { readonly kind: 'ok'; readonly data: unknown; readonly more: boolean }
  | { readonly kind: 'refused'; readonly status: number; readonly message: string }
  | { readonly kind: 'limited'; readonly until: number }
  | { readonly kind: 'lost'; readonly message: string };

export interface GitHub {
  /** Never rejects. `more`: a list has a further page. */
  send(route: string, parameters: Readonly<Record<string, unknown>>): Promise<Answer>;
  /** Milliseconds left of the time that all requests together may take. */
  left(): number;
  readonly patience: Patience;
}

/** How long things may take, in ms. */
export interface Patience {
  /** All requests together, waiting included. */
  readonly totalMs: number;
  readonly requestMs: number;
  /** Wait before the first repetition; doubles with each. */
  readonly backoffMs: number;
  /** Shortest time between two writes; GitHub asks for a second. */
  readonly writeGapMs: number;
  /** Before what was written is read again: longer than another writer needs from reading the comments to writing one. */
  readonly settleMs: number;
}

export const PATIENCE: Patience = {
  totalMs: 120_000,
  requestMs: 15_000,
  backoffMs: 1000,
  writeGapMs: 1000,
  settleMs: 1500,
};
const ATTEMPTS = 3;

export interface ClientOptions {
  readonly token: string;
  /** As in GITHUB_API_URL. */
  readonly apiUrl: string;
  readonly patience?: Patience;
  readonly clock?: Pick<typeof systemClock, 'now' | 'sleep'>;
}

/** A POST that leaves the same behind when it is sent twice. */
const HARMLESS_POSTS: readonly string[] = ['POST /graphql', 'POST /repos/{owner}/{repo}/statuses/{sha}'];

/** GitHub's REST API under our own policy: what may be repeated is, what creates something never is, and all of it ends in time. */
export async function openGitHub(options: ClientOptions): Promise<GitHub> {
  const { token, apiUrl, patience = PATIENCE, clock = systemClock } = options;
  const { now, sleep } = clock;
  // Not at the top: it parses the event file as it loads, and would bring us down where that is broken.
  const { getOctokit } = await import('@actions/github');
  const octokit = getOctokit(token, { baseUrl: apiUrl, log: SILENT });
  const deadline = now() + patience.totalMs;
  const left = (): number => Math.max(0, deadline - now());
  let writable = 0;

  async function once(route: string, parameters: Readonly<Record<string, unknown>>): Promise<Attempt> {
    const timeout = AbortSignal.timeout(Math.min(patience.requestMs, left()));
    try {
      const response = await octokit.request(route, { ...parameters, request: { signal: timeout } });
      // The client gives what had arrived of a body when the time was up as if it were all.
      return timeout.aborted ? settled(TOO_SLOW) : readResponse(response);
    } catch (error) {
      return readError(error as RequestProblem, timeout.aborted, now());
    }
  }

  async function pause(ms: number): Promise<void> {
    if (ms > 0) await sleep(ms, new AbortController().signal);
  }

  async function send(route: string, parameters: Readonly<Record<string, unknown>>): Promise<Answer> {
    const isQuery = route.startsWith('GET ') || route === 'POST /graphql';
    const isRepeatable = !route.startsWith('POST ') || HARMLESS_POSTS.includes(route);
    for (let attempt = 1; ; attempt++) {
      if (!isQuery) await pause(Math.min(writable - now(), left()));
      if (left() === 0) return OUT_OF_TIME;
      const { answer, limitedForMs } = await once(route, parameters);
      if (!isQuery) writable = now() + patience.writeGapMs;
      if (limitedForMs !== null) {
        if (attempt >= ATTEMPTS || limitedForMs > left())
          return { kind: 'limited', until: now() + limitedForMs };
        await pause(limitedForMs);
      } else {
        if (answer.kind !== 'lost' || !isRepeatable || attempt >= ATTEMPTS) return answer;
        await pause(Math.min(patience.backoffMs * 2 ** (attempt - 1), left()));
      }
    }
  }
  return { send, left, patience };
}

const SILENT = { debug: ignore, info: ignore, warn: ignore, error: ignore };

function ignore(): void {}
