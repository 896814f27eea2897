import type { LegRun } from '../../core/engine.ts';
import { settingsFailure } from '../../core/failure.ts';
import { isLoopback } from '../../core/origin.ts';

/**
 * The servers of JMeter's that load each side, in the order of the sides; none where a side's own JMeter makes the load. They take turns,
 * so that two on one machine load different sides, and change sides with the order of starting: what one machine does worse than
 * another evens out over the legs of a run.
 */
export function dealServers(
  servers: readonly string[],
  { targets, order }: Pick<LegRun, 'targets' | 'order'>,
): readonly (readonly string[])[] {
  if (servers.length === 0) return targets.map(() => []);
  const sides = targets.length;
  if (servers.length % sides !== 0) {
    throw settingsFailure(
      `jmeter-remote-hosts names ${servers.length} ${servers.length === 1 ? 'server' : 'servers'}, expected ${sides} or a multiple of it: each runs one test at a time, and ${sides} versions are loaded at once`,
      'Start as many servers on each load machine as there are versions, on ports of their own, and name them all.',
    );
  }
  const away = servers.find((server) => !isLoopback(hostOf(server)));
  const here = targets.find(({ url }) => isLoopback(new URL(url).hostname));
  if (away !== undefined && here !== undefined) {
    throw settingsFailure(
      `${away} of jmeter-remote-hosts is another machine, and ${here.side} listens at ${here.url}, which that cannot reach`,
      'Give base-url and head-url as the load machines reach them, or leave jmeter-remote-hosts out.',
    );
  }
  return targets.map((_, side) => servers.filter((_server, at) => at % sides === order.indexOf(side)));
}

const hostOf = (server: string): string => server.replace(/:\d+$/, '');
