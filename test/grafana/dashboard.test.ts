import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { PUBLISHED } from '../../scripts/dashboard/published.ts';
import { DASHBOARD_PATH, makeDashboard, renderDashboard } from '../../scripts/dashboard.ts';
import { seriesOfResult } from '../../src/observe/prometheus/result-series.ts';
import { READY_MADE } from '../../src/observe/ready-made-sets.ts';
import { RESULTS } from '../report/results.ts';
import { findError, seriesIn } from './promql.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const GRAFANAS_OWN = ['$__interval', '$__rate_interval', '$__range'];

interface ShownPanel {
  readonly id: number;
  readonly type: string;
  readonly title: string;
  readonly gridPos: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
  readonly datasource?: { readonly uid: string };
  readonly targets?: readonly {
    readonly refId: string;
    readonly expr: string;
    readonly datasource: { readonly uid: string };
  }[];
}

const dashboard = makeDashboard();
const panels = dashboard.panels as unknown as readonly ShownPanel[];
const plots = panels.filter(({ type }) => type !== 'row');
const expressions = plots.flatMap(({ targets = [] }) => targets.map(({ expr }) => expr));
const variables = (dashboard.templating?.list ?? []).map(({ name, query }) => ({ name, query }));

it('is what the script makes: run `npm run generate:dashboard`', async () => {
  expect(await readFile(join(ROOT, DASHBOARD_PATH), 'utf8')).toBe(renderDashboard());
});

it('has panels that Grafana can tell apart and lay out', () => {
  expect(plots.length).toBeGreaterThan(8);
  expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
  const taken = new Set<string>();
  for (const { gridPos, title } of panels) {
    expect(gridPos.x + gridPos.w).toBeLessThanOrEqual(24);
    for (let x = gridPos.x; x < gridPos.x + gridPos.w; x++)
      for (let y = gridPos.y; y < gridPos.y + gridPos.h; y++) {
        expect([title, taken.has(`${x},${y}`)]).toEqual([title, false]);
        taken.add(`${x},${y}`);
      }
  }
  for (const { targets = [] } of plots)
    expect(new Set(targets.map(({ refId }) => refId)).size).toBe(targets.length);
});

it('knows series and labels of a run as they are published', () => {
  const result = RESULTS['fail-one-endpoint']?.();
  const published =
    result === undefined ? [] : seriesOfResult(result, { repository: 'acme/shop', service: 'default' });
  const labelsOf = (name: string): Set<string> =>
    new Set(
      published
        .filter(({ labels }) => labels['__name__'] === name)
        .flatMap(({ labels }) => Object.keys(labels)),
    );
  const common = ['__name__', 'repository', 'service', 'commit'];
  expect(labelsOf(PUBLISHED.verdict)).toEqual(new Set([...common, 'verdict']));
  expect(labelsOf(PUBLISHED.value)).toEqual(new Set([...common, 'metric', 'endpoint', 'side']));
  expect(labelsOf(PUBLISHED.change)).toEqual(new Set([...common, 'metric', 'endpoint']));
  expect(labelsOf(PUBLISHED.resolution)).toEqual(new Set([...common, 'metric', 'endpoint']));
});

it('asks the data source that its reader chose', () => {
  const sources = plots.flatMap(({ datasource, targets = [] }) => [
    datasource?.uid,
    ...targets.map((target) => target.datasource.uid),
  ]);
  expect(new Set(sources)).toEqual(new Set(['$datasource']));
});

describe('its PromQL', () => {
  it.each(expressions)('is sound: %s', (expr) => {
    expect(findError(expr)).toBeNull();
  });

  it('uses no variable that is not there', () => {
    const known = new Set(variables.map(({ name }) => `$${name}`));
    const used = [...expressions, ...variables.map(({ query }) => JSON.stringify(query))]
      .flatMap((text) => text.match(/\$\w+/g) ?? [])
      .filter((name) => !GRAFANAS_OWN.includes(name));
    expect(used.length).toBeGreaterThan(10);
    expect(used.filter((name) => !known.has(name))).toEqual([]);
  });

  it('reads series that Plimsoll writes, or that exporters are known to', () => {
    const exported = Object.values(READY_MADE).flatMap((set) =>
      set.flatMap(({ series }) => series.map((name) => name.replace(/\{.*/, ''))),
    );
    const known = new Set<string>([...Object.values(PUBLISHED), ...exported, 'kafka_consumergroup_lag']);
    const read = expressions.flatMap(seriesIn);
    expect(read.length).toBeGreaterThanOrEqual(expressions.length);
    expect(read.filter((name) => !known.has(name))).toEqual([]);
    expect(Object.values(PUBLISHED).filter((name) => !read.includes(name))).toEqual([]);
  });
});

it.each(['sum(rate(x[$__range])', 'x{a=~}', 'rate(x[1m]', 'sum by side (x)'])(
  'would not pass: %s',
  (expr) => {
    expect(findError(expr)).not.toBeNull();
  },
);

it('is provisioned by files that point at it', async () => {
  const read = async (path: string) =>
    parse(await readFile(join(ROOT, 'docs/grafana/provisioning', path), 'utf8')) as Record<string, unknown>;
  expect(await read('dashboards/plimsoll.yml')).toMatchObject({
    apiVersion: 1,
    providers: [{ type: 'file', options: { path: '$PLIMSOLL_DASHBOARDS' } }],
  });
  expect(await read('datasources/prometheus.yml')).toMatchObject({
    apiVersion: 1,
    datasources: [{ type: 'prometheus', access: 'proxy' }],
  });
});
