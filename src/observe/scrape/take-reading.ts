import { now } from '../../system/clock.ts';
import { transfer } from '../../system/http-transfer.ts';
import { guardLookup } from '../../system/metadata-addresses.ts';
import { parseExposition } from './exposition.ts';
import type { MetricReader, Numbers } from './metric-reader.ts';

/** What a side said at one moment, by reader. */
export type Reading =
  | { readonly kind: 'read'; readonly numbers: readonly (Numbers | null)[] }
  | { readonly kind: 'unread'; readonly reason: string };

const MOST_BYTES = 5_000_000;

/** The plain text is the cheapest for a service to make; compression would cost it more than the loopback saves. */
const HEADERS = {
  accept: 'text/plain;version=0.0.4, application/openmetrics-text;version=1.0.0;q=0.5, */*;q=0.1',
  'accept-encoding': 'identity',
};

/** When a reading is due, epoch ms, and how long it may take. */
export interface Moment {
  readonly due: number;
  readonly windowMs: number;
  readonly timeoutMs: number;
}

/** A reading further than this share of a window from its edge would book one window's work on the next. */
const NEAR = 0.1;

/** One reading of /metrics; never rejects. */
export async function takeReading(
  url: string,
  readers: readonly MetricReader[],
  { due, windowMs, timeoutMs }: Moment,
): Promise<Reading> {
  const asked = now();
  try {
    const { status, body } = await transfer({
      ...{ method: 'GET', url, headers: HEADERS, timeoutMs, mostBytes: MOST_BYTES },
      lookup: guardLookup(),
    });
    const midway = (asked + now()) / 2;
    if (status !== 200) return { kind: 'unread', reason: `it answered with status ${status}` };
    const wanted = new Set(readers.flatMap(({ names }) => names));
    const exposition = parseExposition(body.toString('utf8'), (name) => wanted.has(name));
    if (exposition.samples.length === 0 && exposition.types.size === 0 && !isExposition(body))
      return { kind: 'unread', reason: 'it is no Prometheus or OpenMetrics text' };
    if (Math.abs(midway - due) > NEAR * windowMs)
      return { kind: 'unread', reason: `it came ${Math.round(midway - due)} ms late` };
    return { kind: 'read', numbers: readers.map((reader) => reader.read(exposition)) };
  } catch (error) {
    return { kind: 'unread', reason: (error as Error).message };
  }
}

/** A page in another format has no line that is a name and a number. */
const isExposition = (body: Buffer): boolean =>
  /^[a-zA-Z_:][\w:.]*(\{[^\n]*\})?[ \t]+[-+0-9.NI]/m.test(body.subarray(0, 100_000).toString('utf8'));
