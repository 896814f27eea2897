import type { Target } from '../../core/target.ts';
import type { PrometheusClient } from './client.ts';

/** What Prometheus does when nobody says. */
const USUAL_MS = 15_000;

/** How often the sides are scraped, ms: as the server says of them, else the slowest that it says of anybody. */
export async function findInterval(
  client: Pick<PrometheusClient, 'targets'>,
  sides: readonly Target[],
): Promise<{ readonly intervalMs: number; readonly isKnown: boolean }> {
  const scraped = (await client.targets()).filter(({ intervalMs }) => intervalMs > 0);
  const hosts = new Set(sides.map(({ url }) => new URL(url).host));
  const names = new Set<string>(sides.map(({ side }) => side));
  const own = scraped.filter(
    ({ labels }) => hosts.has(labels['instance'] ?? '') || names.has(labels['side'] ?? ''),
  );
  const those = own.length > 0 ? own : scraped;
  const intervalMs = Math.max(...those.map((target) => target.intervalMs));
  return those.length > 0
    ? { intervalMs, isKnown: own.length > 0 }
    : { intervalMs: USUAL_MS, isKnown: false };
}
