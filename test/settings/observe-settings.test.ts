import { describe, expect, it } from '@jest/globals';
import { SET_NAMES } from '../../src/core/observe-plan.ts';
import { makePlan } from '../../src/settings/plan.ts';
import { fromFile, problemsOf } from './read-for-tests.ts';

const CONTEXT = { workspace: '/repo', defaultBase: 'main', seed: 'run 7' };
const planOf = (text: string) => makePlan(fromFile(text), CONTEXT);
const problems = (text: string): string[] => problemsOf(() => fromFile(text));

describe('observe.scrape', () => {
  it('is a path alone, with every ready-made set', () => {
    expect(planOf('observe: { scrape: /internal/metrics }').observe.scrape).toEqual({
      path: '/internal/metrics',
      sets: SET_NAMES,
      metrics: [],
    });
  });

  it('takes series with unit, direction and a margin that gates', () => {
    const plan = planOf(`observe:
  scrape:
    sets: node, process
    series:
      SQL time per request: { series: sql_seconds_sum, unit: seconds, margin: 20% }
      cache hits: { series: 'cache_total{result="hit"}', as: increase, direction: higher }
`);
    expect(plan.observe.scrape).toEqual({
      path: '/metrics',
      sets: ['node', 'process'],
      metrics: [
        {
          name: 'SQL time per request',
          series: 'sql_seconds_sum',
          ...{ unit: 'ms', factor: 1000, better: 'lower', as: 'auto' },
        },
        {
          name: 'cache hits',
          series: 'cache_total{result="hit"}',
          ...{ unit: 'none', factor: 1, better: 'higher', as: 'increase' },
        },
      ],
    });
    expect(plan.policy.margins.run).toMatchObject({ p95: 0.1, 'observed:SQL time per request': 0.2 });
    expect(plan.policy.margins.run).not.toHaveProperty(['observed:cache hits']);
  });

  it('leaves a margin among the others the last word', () => {
    const plan = planOf(`margins: { 'observed:lag': off }
observe: { scrape: { series: { lag: { series: lag_seconds, unit: seconds, margin: 20% } } } }`);
    expect(plan.policy.margins.run['observed:lag']).toBeNull();
  });
});

describe('observe.prometheus', () => {
  it('takes queries, and says who asks by the names of variables', () => {
    const { observe } = planOf(`observe:
  prometheus:
    url: http://127.0.0.1:9090/prom/
    auth: { bearer: $PROM_TOKEN, headers: { X-Scope-OrgID: team-7 } }
    interval: 1s
    discovery: build/targets.json
    queries:
      heap: { query: 'heap_bytes{instance="$target"}', unit: bytes, margin: 15% }
`);
    expect(observe.prometheus).toEqual({
      server: {
        url: 'http://127.0.0.1:9090/prom',
        credentials: { kind: 'bearer', token: { kind: 'variable', name: 'PROM_TOKEN' } },
        headers: { 'X-Scope-OrgID': { kind: 'text', text: 'team-7' } },
      },
      queries: [
        {
          name: 'heap',
          query: 'heap_bytes{instance="$target"}',
          ...{ unit: 'bytes', factor: 1, better: 'lower' },
        },
      ],
      sets: SET_NAMES,
      selector: 'instance="$target"',
      intervalMs: 1000,
      lagMs: null,
      discovery: '/repo/build/targets.json',
    });
  });

  it('leaves the sets to the scrape where there is one', () => {
    const { observe } = planOf('observe: { scrape: /metrics, prometheus: { url: http://127.0.0.1:9090 } }');
    expect(observe.prometheus?.sets).toEqual([]);
  });

  it('names everything that is wrong, each at its line, and quotes no secret', () => {
    const found = problems(`observe:
  prometheus:
    auth: { bearer: s3cret-token }
    sets: [nodejs]
    queries:
      heap: { query: heap_bytes, unit: MB, margin: 15 }
  scrap: /metrics
`);
    expect(found).toEqual([
      expect.stringMatching(/^plimsoll\.yml:9: observe\.scrap: .* did you mean scrape\?$/),
      expect.stringMatching(/^plimsoll\.yml:4: observe\.prometheus\.url: received nothing/),
      expect.stringMatching(/^plimsoll\.yml:5: .*auth\.bearer: .*\$PROMETHEUS_TOKEN/),
      expect.stringMatching(/^plimsoll\.yml:8: .*queries\.heap\.unit: received "MB", expected one of ms/),
      expect.stringMatching(/heap\.margin: received "15", expected a unit/),
      expect.stringMatching(/heap\.query: received "heap_bytes", expected PromQL with \$side or \$target/),
      expect.stringMatching(/^plimsoll\.yml:6: .*sets: received "nodejs", expected one of process, node/),
    ]);
    expect(found.join('\n')).not.toContain('s3cret');
  });

  it('wants user and password together, and nothing else beside bearer', () => {
    const auth = (keys: string) =>
      problems(`observe: { prometheus: { url: http://127.0.0.1:9090, auth: { ${keys} } } }`);
    expect(auth('user: me')).toEqual([expect.stringContaining('user and password')]);
    expect(auth('user: me, password: $P, bearer: $T')).toEqual([expect.stringContaining('bearer, or user')]);
    expect(auth('user: me, password: $P')).toEqual([]);
  });

  it('wants a direction for what has a margin', () => {
    const text = `observe: { scrape: { series: { x: { series: x, direction: none, margin: 5% } } } }`;
    expect(problems(text)).toEqual([expect.stringContaining('a direction for x')]);
  });
});

describe('publish', () => {
  it('takes the address of a remote write receiver', () => {
    const { publish } = planOf('publish: { remote-write: { url: http://127.0.0.1:9090/api/v1/write } }');
    expect(publish.remoteWrite).toEqual({
      url: 'http://127.0.0.1:9090/api/v1/write',
      credentials: { kind: 'none' },
      headers: {},
    });
  });
});
