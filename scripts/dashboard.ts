import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Builder, Dataquery } from '@grafana/grafana-foundation-sdk/cog';
import {
  AnnotationQueryBuilder,
  AnnotationTargetBuilder,
  type Dashboard,
  DashboardBuilder,
  DashboardCursorSync,
  type Panel,
  RowBuilder,
} from '@grafana/grafana-foundation-sdk/dashboard';
import { runPanels } from './dashboard/run-panels.ts';
import { runTables } from './dashboard/run-tables.ts';
import { serverPanels } from './dashboard/server-panels.ts';
import { variables } from './dashboard/variables.ts';

/** Where the dashboard is kept, from the root of the repository. */
export const DASHBOARD_PATH = 'docs/grafana/plimsoll.json';

/** The dashboard that ships: what runs came to, and what the servers said meanwhile. */
export function makeDashboard(): Dashboard {
  const dashboard = new DashboardBuilder('Plimsoll')
    .uid('plimsoll')
    .description(
      'Load tests on pull requests: verdicts, changes, and what the servers said. github.com/plimsoll/plimsoll',
    )
    .tags(['plimsoll', 'load test'])
    .time({ from: 'now-1h', to: 'now' })
    .timezone('browser')
    .tooltip(DashboardCursorSync.Crosshair)
    .variables([...variables])
    .annotation(runMarks());
  const add = (title: string, panels: readonly Builder<Panel>[]): void => {
    dashboard.withRow(new RowBuilder(title));
    for (const panel of panels) dashboard.withPanel(panel);
  };
  add('Runs', [...runTables(), ...runPanels()]);
  add('What the servers said', serverPanels());
  return numbered(dashboard.build());
}

/** The regions that Plimsoll writes. */
const runMarks = (): AnnotationQueryBuilder =>
  new AnnotationQueryBuilder()
    .name('Load tests')
    .datasource({ type: 'grafana', uid: '-- Grafana --' })
    .enable(true)
    .iconColor('purple')
    .target(BY_TAG);

/** The SDK has the target, and no place for it in its types. */
const BY_TAG = new AnnotationTargetBuilder()
  .type('tags')
  .tags(['plimsoll'])
  .matchAny(false)
  .limit(100) as unknown as Builder<Dataquery>;

/** Links to a panel name its id, which has to stay. */
function numbered({ panels = [], ...dashboard }: Dashboard): Dashboard {
  return { ...dashboard, panels: panels.map((panel, at) => ({ ...panel, id: at + 1 })) };
}

/** As the formatter wants it: short lists on one line. */
export const renderDashboard = (): string =>
  `${JSON.stringify(makeDashboard(), null, 2).replaceAll(/\[\s+([^[\]{}]{1,90}?)\s+\]/g, joinLines)}\n`;

const joinLines = (_: string, items: string): string => `[${items.replaceAll(/\s*\n\s*/g, ' ')}]`;

if (process.argv[1] === import.meta.filename) {
  await writeFile(resolve(import.meta.dirname, '..', DASHBOARD_PATH), renderDashboard());
}
