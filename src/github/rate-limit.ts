type Headers = Readonly<Record<string, string | number | undefined>>;

/** What GitHub asks for where it names no time. */
const UNNAMED_MS = 60_000;
/** Nobody waits for more, and dates stay dates. */
const MOST_MS = 24 * 3_600_000;

/**
 * Milliseconds to wait before asking again, or null when an answer is no rate limit. By the REST API's "rate limits" page:
 * `retry-after` first, else `x-ratelimit-reset` when nothing remains, else a minute.
 */
export function limitDelay(status: number, headers: Headers, message: string, nowMs: number): number | null {
  const delay = unboundedDelay(status, headers, message, nowMs);
  return delay === null ? null : Math.min(delay, MOST_MS);
}

function unboundedDelay(status: number, headers: Headers, message: string, nowMs: number): number | null {
  if (status !== 403 && status !== 429) return null;
  const asked = retryAfter(headers['retry-after'], nowMs);
  if (asked !== null) return asked;
  const reset = Number(headers['x-ratelimit-reset'] ?? Number.NaN) * 1000;
  if (String(headers['x-ratelimit-remaining']) === '0' && Number.isFinite(reset)) {
    return Math.max(0, reset - nowMs) + 1000;
  }
  return status === 429 || /rate limit/i.test(message) ? UNNAMED_MS : null;
}

/** Seconds or an HTTP date (RFC 9110, 10.2.3). */
function retryAfter(value: string | number | undefined, nowMs: number): number | null {
  if (value === undefined || value === '') return null;
  const seconds = Number(value);
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000);
  const date = Date.parse(String(value));
  return Number.isNaN(date) ? null : Math.max(0, date - nowMs);
}
