import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Prometheus, startPrometheus } from '../../examples/observability/prometheus.ts';
import { Failure } from '../../src/core/failure.ts';
import type { Comparison } from '../../src/core/judgement.ts';
import type { PrometheusPlan } from '../../src/core/observe-plan.ts';
import type { Result } from '../../src/core/result.ts';
import { createPrometheusClient } from '../../src/observe/prometheus/client.ts';
import { openPrometheus } from '../../src/observe/prometheus/open.ts';
import { openServer } from '../../src/observe/server.ts';
import { renderComment } from '../../src/report/comment.ts';
import type { Trial } from './group.ts';
import { compareShop } from './kafka-shop.ts';

/** A real Prometheus that scrapes what `targets` names, and takes remote writes. */
export interface PrometheusWorld extends AsyncDisposable {
  readonly url: string;
  readonly targets: string;
}

export async function openPrometheusWorld(): Promise<PrometheusWorld> {
  const folder = await mkdtemp(join(tmpdir(), 'plimsoll-prometheus-'));
  const clear = (): Promise<void> => rm(folder, { recursive: true, force: true });
  let server: Prometheus;
  try {
    server = await startPrometheus(folder, process.env);
  } catch (error) {
    await clear();
    throw error;
  }
  return {
    url: server.url,
    targets: join(folder, 'build', 'targets.json'),
    async [Symbol.asyncDispose]() {
      await server[Symbol.asyncDispose]();
      await clear();
    },
  };
}

export const PROMETHEUS_TRIALS: readonly Trial<PrometheusWorld>[] = [
  { name: 'prometheus: PromQL is checked before the run', run: refusePromql },
  { name: 'scrape: SQL time explains a slower list of products', run: explainByScraping },
  { name: 'prometheus: a query gates, and the result is published and read back', run: gateByQuery },
  { name: 'observe: what cannot be reached costs one warning each, never the run', run: missEverything },
];

async function refusePromql({ url }: PrometheusWorld): Promise<string> {
  const query = 'sum(rate(x{instance="$target"}[$range])';
  const plan: PrometheusPlan = {
    server: { url, credentials: { kind: 'none' }, headers: {} },
    queries: [{ name: 'broken', query, unit: 'none', factor: 1, better: 'lower' }],
    ...{ sets: [], selector: 'instance="$target"', intervalMs: null, lagMs: null, discovery: '' },
  };
  const failure = await openPrometheus({ observe: { prometheus: plan } }, { environment: {} }).then(
    () => null,
    (error: unknown) => error,
  );
  assert.ok(failure instanceof Failure && failure.kind === 'settings', String(failure));
  assert.match(failure.message, /the query for broken: .*parse error/);
  return failure.message;
}

const SQL = 'observed:SQL time per request';
const STATEMENTS = 'observed:SQL statements';

/** The shop at a rate that leaves a small machine room. */
const SHOP = `start: node --disable-warning=ExperimentalWarning server.js
script: load/shop.js
rate: 25
budget: 120s
starts: 1
`;

async function explainByScraping(): Promise<string> {
  // Processor time grows as well, and is proven sooner than the latency that this is about.
  const settings = `${SHOP}margins: { cpu: off }
observe:
  scrape:
    path: /metrics
    series:
      SQL time per request: { series: shop_sql_seconds_sum, unit: seconds }
`;
  const { code, result } = await compareShop({ settings, patch: 'n-plus-one' });
  assert.deepEqual([result.judgement.verdict, code], ['fail', 1], shown(result));
  assert.match(shown(result), /What the servers say: .*\+\d.*; .*` SQL time per request ` \+\d/);
  assert.equal(find(result, SQL).standing, 'shown');
  const observed = result.judgement.comparisons.filter(({ metric }) => metric.startsWith('observed:'));
  for (const name of ['event loop lag p99', 'GC time per request', 'heap used', 'process CPU per request'])
    assert.ok(
      observed.some(({ metric, base }) => metric === `observed:${name}` && base !== null),
      name,
    );
  assert.deepEqual(
    result.notes.filter((note) => /Nothing was scraped|has no series/.test(note)),
    [],
  );
  return shown(result);
}

async function gateByQuery({ url, targets }: PrometheusWorld): Promise<string> {
  const off = ['p50', 'p90', 'p95', 'p99', 'mean', 'errors', 'cpu', 'memory', 'throughput'].map(
    (metric) => `${metric}: off`,
  );
  const settings = `${SHOP}margins: { ${off.join(', ')}, endpoint: { p50: off, p95: off } }
observe:
  prometheus:
    url: ${url}
    discovery: ${targets}
    sets: node
    queries:
      SQL statements:
        query: rate(shop_sql_seconds_count{side="$side",instance="$target"}[$range])
        unit: per second
        margin: 20%
publish:
  remote-write: { url: "${url}/api/v1/write" }
`;
  const { code, result } = await compareShop({ settings, patch: 'n-plus-one' });
  assert.deepEqual([result.judgement.verdict, code], ['fail', 1], shown(result));
  assert.equal(find(result, STATEMENTS).standing, 'worse', shown(result));
  const others = result.judgement.comparisons.filter(
    ({ standing, metric }) => standing === 'worse' && metric !== STATEMENTS,
  );
  assert.deepEqual(
    others.map(({ metric }) => metric),
    [],
  );
  assert.deepEqual(
    result.notes.filter((note) => /Prometheus|remote write/.test(note)),
    [],
  );
  assert.ok(find(result, 'observed:event loop lag p99').base !== null);
  return `${shown(result)}\n${await readBack(url, result)}`;
}

/** What a receiver has of a result is what the result says. */
async function readBack(url: string, result: Result): Promise<string> {
  const opened = openServer({ url, credentials: { kind: 'none' }, headers: {} }, {});
  assert.ok(opened.kind === 'server');
  const client = createPrometheusClient(opened.server);
  const commit = result.provenance.head.commit;
  const ask = async (query: string): Promise<number | undefined> => {
    const answer = await client.now(query);
    assert.ok(answer.kind === 'curves', JSON.stringify(answer));
    return answer.curves[0]?.points[0]?.value;
  };
  const p95 = find(result, 'p95');
  assert.equal(await ask(`plimsoll_verdict{commit="${commit}",verdict="fail"}`), 1);
  assert.equal(await ask(`plimsoll_verdict{commit="${commit}",verdict="pass"}`), 0);
  assert.equal(
    await ask(`plimsoll_value{commit="${commit}",metric="p95",endpoint="",side="head"}`),
    p95.head,
  );
  assert.equal(
    await ask(`plimsoll_value{commit="${commit}",metric="p95",endpoint="",side="base"}`),
    p95.base,
  );
  const change = await ask(`plimsoll_change_ratio{commit="${commit}",metric="${STATEMENTS}"}`);
  assert.equal(change, find(result, STATEMENTS).change?.estimate);
  const all = await ask(`count({__name__=~"plimsoll_.*",commit="${commit}"})`);
  return `${all} series published and read back`;
}

async function missEverything(): Promise<string> {
  const settings = `${SHOP}observe:
  scrape: /not-there
  prometheus: { url: "http://127.0.0.1:9", sets: [] }
publish:
  remote-write: { url: "http://127.0.0.1:9/api/v1/write" }
`;
  const { result } = await compareShop({ settings: settings.replace('120s', '40s'), patch: null });
  const warnings = result.notes.filter((note) => /scraped|Prometheus|remote write/.test(note));
  assert.equal(warnings.length, 3, result.notes.join('\n'));
  assert.ok(result.judgement.comparisons.every(({ metric }) => !metric.startsWith('observed:')));
  assert.ok(result.judgement.looks.length > 0);
  return warnings.join('\n');
}

function find({ judgement }: Result, metric: string): Comparison {
  const found = judgement.comparisons.find((one) => one.metric === metric && one.endpoint === null);
  assert.ok(found, `no comparison of ${metric}`);
  return found;
}

/** As the reader of the comment meets it. */
const shown = (result: Result): string =>
  renderComment(result, { marker: '' }).split('<details>')[0]?.trim() ?? '';
