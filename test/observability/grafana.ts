import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { makeDashboard } from '../../scripts/dashboard.ts';
import { composeAnnotation } from '../../src/grafana/annotation.ts';
import { postAnnotation } from '../../src/grafana/post-annotation.ts';
import { type FakeGrafana, TOKEN } from '../grafana/fake-grafana.ts';
import { withoutOwnVariables } from '../grafana/promql.ts';
import type { GrafanaServer } from './grafana-server.ts';
import type { Trial } from './group.ts';

/** Tried on a real Grafana. */
export const GRAFANA_TRIALS: readonly Trial<GrafanaServer>[] = [
  { name: 'grafana: the time of the load is marked', run: mark },
  { name: 'grafana: a token that may not, and one that nobody knows', run: beRefused },
  { name: 'grafana: the dashboard that ships is taken as it is', run: provision },
];

/** Tried on the fake that is made from Grafana's own description. */
export const DESCRIBED_TRIALS: readonly Trial<FakeGrafana>[] = [
  { name: 'grafana, as it describes itself: the time of the load is marked', run: markDescribed },
];

/** Tried with the tool that comes with Prometheus. */
export const DASHBOARD_TRIALS: readonly Trial<Promtool>[] = [
  { name: 'grafana: Prometheus itself takes every expression of the dashboard', run: checkExpressions },
];

/** Its path, and a folder for what it reads. */
export interface Promtool extends AsyncDisposable {
  readonly file: string;
  readonly folder: string;
}

export async function findPromtool(): Promise<Promtool> {
  const file = process.env['PROMTOOL'] || 'promtool';
  await promisify(execFile)(file, ['--version']).catch((error: Error) => {
    throw new Error(
      `promtool does not run (${error.message}); it comes with Prometheus, or name it in PROMTOOL`,
    );
  });
  const folder = await mkdtemp(join(tmpdir(), 'plimsoll-promtool-'));
  return { file, folder, [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }) };
}

const to = Date.now();
const HOSTILE = '🔴 Slower: GET /<img src=x onerror=alert(1)> p95 +31%.';
const ANNOTATION = composeAnnotation({
  time: { from: to - 60_000, to },
  verdict: 'inconclusive',
  headline: HOSTILE,
  repository: `${'o'.repeat(39)}/${'r'.repeat(100)}`,
  pullRequest: 999_999_999,
  page: 'https://github.com/acme/shop/pull/12',
  tags: Array.from({ length: 6 }, (_, at) => `tag:${at}`.padEnd(40, 't')),
});

interface Region {
  readonly time: number;
  readonly timeEnd: number;
  readonly text: string;
  readonly tags: readonly string[];
  readonly dashboardId: number;
}

async function markDescribed(fake: FakeGrafana): Promise<string> {
  const told = await postAnnotation({ url: fake.url, token: TOKEN, org: null }, ANNOTATION);
  assert.deepEqual(told, { kind: 'told' }, fake.refusals.join());
  assert.deepEqual(fake.annotations, [ANNOTATION]);
  return `${JSON.stringify(ANNOTATION).length} characters`;
}

async function mark(grafana: GrafanaServer): Promise<string> {
  const token = await grafana.tokenFor('Editor');
  const told = await postAnnotation({ url: grafana.url, token, org: 1 }, ANNOTATION);
  assert.deepEqual(told, { kind: 'told' });
  const found = (await grafana.ask(
    'GET',
    `/api/annotations?tags=plimsoll&from=${ANNOTATION.time}&to=${ANNOTATION.timeEnd}`,
  )) as readonly Region[];
  assert.equal(found.length, 1);
  const { time, timeEnd, text, tags } = found[0] as Region;
  assert.deepEqual(
    { time, timeEnd, text, tags: [...tags].sort() },
    { ...ANNOTATION, tags: [...ANNOTATION.tags].sort() },
  );
  return `Grafana ${grafana.version}`;
}

async function beRefused(grafana: GrafanaServer): Promise<string> {
  const viewer = { url: grafana.url, token: await grafana.tokenFor('Viewer'), org: null };
  const may = await postAnnotation(viewer, ANNOTATION);
  assert.ok(may.kind === 'not told' && /^it answered 403 \(/.test(may.reason), JSON.stringify(may));
  const stranger = await postAnnotation({ ...viewer, token: TOKEN }, ANNOTATION);
  assert.ok(
    stranger.kind === 'not told' && /^it answered 401 \(/.test(stranger.reason),
    JSON.stringify(stranger),
  );
  const elsewhere = await postAnnotation({ ...viewer, url: `${grafana.url}/elsewhere` }, ANNOTATION);
  assert.equal(elsewhere.kind, 'not told');
  return `${may.reason}; ${stranger.reason}; elsewhere ${elsewhere.kind === 'not told' ? elsewhere.reason : ''}`;
}

async function provision(grafana: GrafanaServer): Promise<string> {
  const { dashboard, meta } = (await grafana.ask('GET', '/api/dashboards/uid/plimsoll')) as {
    readonly dashboard: ReturnType<typeof makeDashboard>;
    readonly meta: { readonly folderTitle: string };
  };
  const own = makeDashboard();
  assert.equal(meta.folderTitle, 'Load tests');
  assert.deepEqual(dashboard.panels, JSON.parse(JSON.stringify(own.panels)));
  assert.deepEqual(
    dashboard.templating?.list?.map(({ name }) => name),
    own.templating?.list?.map(({ name }) => name),
  );
  const source = (await grafana.ask('GET', '/api/datasources/uid/plimsoll-prometheus')) as {
    readonly type: string;
  };
  assert.equal(source.type, 'prometheus');
  return `${dashboard.panels?.length} panels in the folder ${meta.folderTitle}`;
}

/** As rules, which promtool parses and checks for types as the server does. */
async function checkExpressions({ file, folder }: Promtool): Promise<string> {
  const expressions = (makeDashboard().panels ?? []).flatMap((panel) =>
    ('targets' in panel ? (panel.targets ?? []) : []).map((target) =>
      withoutOwnVariables((target as unknown as { readonly expr: string }).expr),
    ),
  );
  const rules = expressions.map((expr, at) => ({ record: `expression_${at}`, expr }));
  const path = join(folder, 'rules.json');
  await writeFile(path, JSON.stringify({ groups: [{ name: 'dashboard', rules }] }));
  const { stdout } = await promisify(execFile)(file, ['check', 'rules', path]);
  return stdout.trim().split('\n').at(-1) ?? '';
}
