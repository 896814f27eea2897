import {
  CustomVariableBuilder,
  DatasourceVariableBuilder,
  QueryVariableBuilder,
  VariableRefresh,
  VariableSort,
} from '@grafana/grafana-foundation-sdk/dashboard';
import { PUBLISHED } from './published.ts';
import { SOURCE } from './queries.ts';

const ALL = { text: 'All', value: '$__all', selected: true };

/** What the reader chooses, each from what the choices before it leave. The links in a comment set `commit` and `side`. */
export const variables = [
  new DatasourceVariableBuilder('datasource').label('Prometheus').type('prometheus'),
  fromLabel('repository', ''),
  fromLabel('service', 'repository=~"$repository"'),
  fromLabel('commit', 'repository=~"$repository",service=~"$service"'),
  new CustomVariableBuilder('side')
    .label('Side')
    .values('base,head')
    .multi(true)
    .includeAll(true)
    .current(ALL),
];

function fromLabel(label: string, matchers: string): QueryVariableBuilder {
  return new QueryVariableBuilder(label)
    .label(`${label.charAt(0).toUpperCase()}${label.slice(1)}`)
    .datasource(SOURCE)
    .query({ query: `label_values(${PUBLISHED.verdict}{${matchers}}, ${label})`, refId: label })
    .refresh(VariableRefresh.OnTimeRangeChanged)
    .sort(VariableSort.AlphabeticalAsc)
    .multi(true)
    .includeAll(true)
    .allValue('.*')
    .current(ALL);
}
