import { failureOfElsewhere } from '../../core/elsewhere.ts';
import type { K6Setup } from './engine.ts';
import { addressOf, originOf } from './origin.ts';

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
/** gRPC addresses have no scheme. */
const ADDRESSES = /(['"`])((?:[a-z][\w.-]*|\d+\.\d+\.\d+\.\d+):\d{2,5})\1/gi;
/** Names of XML, not addresses. */
const NAMES = /\/\/(?:www\.w3\.org|schemas\.[\w.-]+)$/;

/** Origins that stand in the text, the commonest first. */
function writtenOrigins(text: string): string[] {
  const counts = new Map<string, number>();
  const found = [
    ...[...text.matchAll(URLS)].map(([url]) => originOf(url)),
    ...(text.includes('k6/net/grpc')
      ? [...text.matchAll(ADDRESSES)].map((match) => `http://${match[2]}`)
      : []),
  ];
  for (const origin of found) {
    if (origin !== null && !NAMES.test(origin)) counts.set(origin, (counts.get(origin) ?? 0) + 1);
  }
  return [...counts].sort(([, a], [, b]) => b - a).map(([origin]) => origin);
}

/** The name in `__ENV.NAME || 'http://…'`. */
const variableBefore = (text: string): string | null =>
  /__ENV(?:\.|\[\s*['"`])(\w+)(?:['"`]\s*\])?\s*(?:\|\||\?\?)\s*(['"`])(?:(?:http|ws)s?:\/\/|[\w.-]+:\d+\2)/.exec(
    text,
  )?.[1] ?? null;
