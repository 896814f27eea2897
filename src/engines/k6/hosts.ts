import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { measurementFailure } from '../../core/failure.ts';
import { addressOf, LOOPBACK } from '../../core/origin.ts';

/**
 * k6's `hosts` option for one side: what the script calls by one of these origins is sent to the side's target, while
 * URLs and Host headers stay as they were written.
 */
export async function mapHosts(
  origins: readonly string[],
  target: string,
): Promise<Readonly<Record<string, string>>> {
  if (origins.length === 0) return {};
  const { hostname, port, protocol } = new URL(target);
  const ip = await resolveHost(hostname.replace(/^\[|\]$/g, ''));
  const to = `${isIP(ip) === 6 ? `[${ip}]` : ip}:${port || (protocol === 'https:' ? 443 : 80)}`;
  return Object.fromEntries(origins.flatMap(namesOf).map((name) => [name, to]));
}

/** Loopback has two names that scripts use, and whoever means the one means the other. */
function namesOf(origin: string): string[] {
  const address = addressOf(origin);
  return address.startsWith(`${LOOPBACK}:`) ? [address, address.replace(LOOPBACK, 'localhost')] : [address];
}

/** k6 maps to addresses only, never to names. */
async function resolveHost(host: string): Promise<string> {
  if (isIP(host) !== 0) return host;
  if (host === 'localhost') return LOOPBACK;
  try {
    return (await lookup(host, { family: 4 })).address;
  } catch (error) {
    throw measurementFailure(
      `the address of ${host} could not be found: ${(error as Error).message}`,
      'Check base-url and head-url.',
      error,
    );
  }
}
