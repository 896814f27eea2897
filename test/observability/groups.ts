import { GRAFANA_CASES } from './grafana.ts';
import { findGrafana, startGrafanaServer } from './grafana-server.ts';
import { type Group, type Outcome, tryGroup } from './group.ts';
import { KAFKA_CASES } from './kafka.ts';
import { startBroker } from './kafka-broker.ts';
import { openPrometheusWorld, PROMETHEUS_TRIALS } from './prometheus.ts';

type TryGroup = (tell: (outcome: Outcome) => void) => Promise<readonly Outcome[]>;

/** Every group, cut to the trials whose name holds `part`; a group without any starts no server. */
export const GROUPS: readonly ((part: string) => TryGroup)[] = [
  only({ name: 'prometheus', open: openPrometheusWorld, trials: PROMETHEUS_TRIALS }),
  only({ name: 'kafka', open: startBroker, trials: KAFKA_CASES }),
  only({ name: 'grafana', open: openGrafana, trials: GRAFANA_CASES.map(onGrafana) }),
];

function only<World extends AsyncDisposable>(group: Group<World>): (part: string) => TryGroup {
  return (part) => async (tell) => {
    const trials = group.trials.filter(({ name }) => name.includes(part));
    return trials.length === 0 ? [] : await tryGroup({ ...group, trials }, tell);
  };
}

type GrafanaWorld = AsyncDisposable & {
  readonly server: Parameters<(typeof GRAFANA_CASES)[number]['run']>[0];
};

/** Without an installation a fake made from Grafana's own description takes its place. */
async function openGrafana(): Promise<GrafanaWorld> {
  const home = findGrafana(process.env);
  const server = home === null ? null : await startGrafanaServer(home);
  return {
    server,
    async [Symbol.asyncDispose]() {
      await server?.[Symbol.asyncDispose]();
    },
  };
}

function onGrafana({ name, run }: (typeof GRAFANA_CASES)[number]) {
  return { name, run: ({ server }: GrafanaWorld) => run(server) };
}
