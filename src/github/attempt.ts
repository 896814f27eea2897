import type { Answer } from './client.ts';
import { limitDelay } from './rate-limit.ts';

/** One request and what came of it. */
export interface Attempt {
  readonly answer: Answer;
  /** How long a rate limit holds; null where it was none. */
  readonly limitedForMs: number | null;
}

export const OUT_OF_TIME: Answer = { kind: 'lost', message: 'the time set aside for GitHub is used up' };
export const TOO_SLOW: Answer = { kind: 'lost', message: 'GitHub did not answer in time' };

interface Response {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | number | undefined>>;
  readonly data: unknown;
}

export interface RequestProblem {
  readonly message: string;
  readonly status?: number;
  readonly response?: Response;
}

export function readResponse({ status, headers, data }: Response): Attempt {
  if (status !== 204 && (typeof data !== 'object' || data === null)) {
    return settled({ kind: 'lost', message: `GitHub answered ${status} with something that is not JSON` });
  }
  return settled({ kind: 'ok', data, more: /;\s*rel="?next"?/.test(String(headers['link'] ?? '')) });
}

export function readError(
  { message, status, response }: RequestProblem,
  timedOut: boolean,
  nowMs: number,
): Attempt {
  if (timedOut) return settled(TOO_SLOW);
  if (response === undefined || status === undefined || status >= 500) {
    return settled({ kind: 'lost', message: firstLine(message) });
  }
  const refused = { kind: 'refused', status, message: firstLine(message) } as const;
  return { answer: refused, limitedForMs: limitDelay(status, response.headers, message, nowMs) };
}

export const settled = (answer: Answer): Attempt => ({ answer, limitedForMs: null });
const firstLine = (text: string): string => (text.split('\n')[0] ?? '').slice(0, 300);
