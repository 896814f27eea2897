import { failureOfElsewhere } from '../../core/elsewhere.ts';
import { addressOf, originOf } from '../../core/origin.ts';
import type { K6Setup } from './setup.ts';

/**
 * Refuses a script that names where its requests go, and can know nothing of the versions under test: it never reads the variable
 * for them, and none of its origins is mapped. Known before the load, no stranger's service gets any of it.
 */
export function refuseHardCoded(
  texts: readonly string[],
  { targetEnv, origins }: Pick<K6Setup, 'targetEnv' | 'origins'>,
): void {
  const text = texts.join('\n');
  if (readsVariable(text, targetEnv)) return;
  const written = writtenOrigins(text);
  const mapped = new Set(origins.map(addressOf));
  const [origin] = written;
  if (origin === undefined || written.some((one) => mapped.has(addressOf(one)))) return;
  throw failureOfElsewhere({ origin, targetEnv, readsInstead: variableBefore(text) });
}

/** By name, or in a way that only running it would tell: `__ENV[name]`, `{ ...__ENV }`. */
const readsVariable = (text: string, targetEnv: string): boolean =>
  new RegExp(`\\b${targetEnv}\\b`).test(text) || /__ENV\b(?!\s*(?:\.|\[\s*['"`]))/.test(text);

const URLS = /\b(?:https?|wss?):\/\/(?:[^\s'"`/@]*@)?[\w.-]+(?::\d+)?/gi;
const CALLED = new RegExp(`\\(\\s*(?:(['"\`])[A-Z]+\\1\\s*,\\s*)?['"\`](${URLS.source})`, 'gi');
/** gRPC addresses have no scheme. */
const ADDRESSES = /(['"`])((?:[a-z][\w.-]*|\d+\.\d+\.\d+\.\d+):\d{2,5})\1/gi;
/** Names of XML, not addresses. */
const NAMES = /\/\/(?:www\.w3\.org|schemas\.[\w.-]+)$/;

/** What a call begins with is more likely asked for than what only stands somewhere. */
const CALL_WEIGHT = 1000;

/** Origins that stand in the text, the likeliest target first. */
function writtenOrigins(text: string): string[] {
  const weights = new Map<string, number>();
  const add = (origin: string | null, weight: number): void => {
    if (origin !== null && !NAMES.test(origin)) weights.set(origin, (weights.get(origin) ?? 0) + weight);
  };
  for (const [url] of text.matchAll(URLS)) add(originOf(url), 1);
  for (const [, , url = ''] of text.matchAll(CALLED)) add(originOf(url), CALL_WEIGHT);
  if (text.includes('k6/net/grpc')) {
    for (const [, , address] of text.matchAll(ADDRESSES)) add(`http://${address}`, 1);
  }
  return [...weights].sort(([, a], [, b]) => b - a).map(([origin]) => origin);
}

/** The name in `__ENV.NAME || 'http://…'`. Where an address without a scheme follows, an origin is not what the variable is for. */
const variableBefore = (text: string): string | null =>
  /__ENV(?:\.|\[\s*['"`])(\w+)(?:['"`]\s*\])?\s*(?:\|\||\?\?)\s*['"`](?:http|ws)s?:\/\//.exec(text)?.[1] ??
  null;
