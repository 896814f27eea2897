import { TableCellDisplayMode } from '@grafana/grafana-foundation-sdk/common';
import { type DynamicConfigValue, MappingType } from '@grafana/grafana-foundation-sdk/dashboard';
import { PanelBuilder } from '@grafana/grafana-foundation-sdk/table';
import { RUNS_SHOWN } from './plots.ts';
import { PUBLISHED } from './published.ts';
import { latest, rows, SOURCE } from './queries.ts';

const HEIGHT = 9;

/** Every run's verdict, and what changed on its endpoints. */
export const runTables = (): PanelBuilder[] => [
  new PanelBuilder()
    .title('Verdicts')
    .description('The last of each commit.')
    .datasource(SOURCE)
    .timeFrom(RUNS_SHOWN)
    .height(HEIGHT)
    .span(10)
    .withTarget(rows(`${latest(PUBLISHED.verdict)} == 1`, 'verdict'))
    .transformations([shown(['commit', 'service', 'verdict'])])
    .overrideByName('verdict', [
      { id: 'custom.cellOptions', value: { type: TableCellDisplayMode.ColorText } },
      verdictColours(),
    ]),
  new PanelBuilder()
    .title('p95 by endpoint')
    .description('Change of head against base, and the smallest that the run could have seen.')
    .datasource(SOURCE)
    .timeFrom(RUNS_SHOWN)
    .height(HEIGHT)
    .span(14)
    .unit('percentunit')
    .decimals(1)
    .withTarget(rows(latest(PUBLISHED.change, 'endpoint!="",metric="p95"'), 'change'))
    .withTarget(rows(latest(PUBLISHED.resolution, 'endpoint!="",metric="p95"'), 'resolution'))
    .transformations([
      { id: 'merge', options: {} },
      shown(['endpoint', 'commit', 'Value #change', 'Value #resolution'], {
        'Value #change': 'change',
        'Value #resolution': 'could have seen',
      }),
      { id: 'sortBy', options: { sort: [{ field: 'change', desc: true }] } },
    ]),
];

/** The columns of a table, in this order. */
const shown = (columns: readonly string[], names: Readonly<Record<string, string>> = {}) => ({
  id: 'organize',
  options: {
    includeByName: Object.fromEntries(columns.map((column) => [column, true])),
    indexByName: Object.fromEntries(columns.map((column, at) => [column, at])),
    renameByName: names,
  },
});

function verdictColours(): DynamicConfigValue {
  const colours = { pass: 'green', fail: 'red', inconclusive: 'yellow' };
  const options = Object.fromEntries(
    Object.entries(colours).map(([verdict, color], index) => [verdict, { color, index }]),
  );
  return { id: 'mappings', value: [{ type: MappingType.ValueToText, options }] };
}
