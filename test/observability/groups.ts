import { startGrafana } from '../grafana/fake-grafana.ts';
import { DASHBOARD_TRIALS, DESCRIBED_TRIALS, findPromtool, GRAFANA_TRIALS } from './grafana.ts';
import { openGrafanaServer } from './grafana-server.ts';
import { type Group, type Outcome, tryGroup } from './group.ts';
import { KAFKA_CASES } from './kafka.ts';
import { startBroker } from './kafka-broker.ts';
import { openPrometheusWorld, PROMETHEUS_TRIALS } from './prometheus.ts';

type TryGroup = (tell: (outcome: Outcome) => void) => Promise<readonly Outcome[]>;

/** Every group, cut to the trials whose name holds `part`; a group without any starts no server. */
export const GROUPS: readonly ((part: string) => TryGroup)[] = [
  only({ name: 'prometheus', open: openPrometheusWorld, trials: PROMETHEUS_TRIALS }),
  only({ name: 'kafka', open: startBroker, trials: KAFKA_CASES }),
  only({ name: 'grafana', open: openGrafanaServer, trials: GRAFANA_TRIALS }),
  only({ name: 'grafana, described', open: startGrafana, trials: DESCRIBED_TRIALS }),
  only({ name: 'dashboard', open: findPromtool, trials: DASHBOARD_TRIALS }),
];

function only<World extends AsyncDisposable>(group: Group<World>): (part: string) => TryGroup {
  return (part) => async (tell) => {
    const trials = group.trials.filter(({ name }) => name.includes(part));
    return trials.length === 0 ? [] : await tryGroup({ ...group, trials }, tell);
  };
}
