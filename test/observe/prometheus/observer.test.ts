import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { Reading } from '../../../src/core/gauge-store.ts';
import type { PrometheusPlan, QueriedMetric } from '../../../src/core/observe-plan.ts';
import type { ObservedLeg } from '../../../src/core/observer.ts';
import { openPrometheus } from '../../../src/observe/prometheus/open.ts';
import { type FakeOptions, startFakePrometheus } from './fake-prometheus.ts';

const HEAP: QueriedMetric = {
  name: 'heap',
  query: 'heap{side="$side"}',
  ...{ unit: 'bytes', factor: 2, better: 'lower' },
};

const planFor = (url: string, more: Partial<PrometheusPlan> = {}): PrometheusPlan => ({
  server: { url, credentials: { kind: 'none' }, headers: {} },
  queries: [HEAP],
  sets: [],
  selector: 'instance="$target"',
  intervalMs: 500,
  lagMs: 0,
  discovery: '',
  ...more,
});

const TARGETS = [
  { side: 'base', url: 'http://127.0.0.1:1001', pid: null },
  { side: 'head', url: 'http://127.0.0.1:1002', pid: null },
] as const;

/** A start whose six windows have just ended. */
function pastLeg(windowMs = 2000): ObservedLeg {
  return { targets: TARGETS, from: 4, to: 10, startAt: Date.now() - 6 * windowMs, windowMs };
}

interface Written extends Reading {
  readonly metric: string;
  readonly perRequest: boolean;
}

async function observe(options: FakeOptions, more: Partial<PrometheusPlan> = {}, environment = {}) {
  await using fake = await startFakePrometheus(options);
  const plan = planFor(fake.url, more);
  await using observer = await openPrometheus({ observe: { prometheus: plan } }, { environment });
  if (observer === null) throw new Error('there is no observer');
  const written: Written[] = [];
  const leg = pastLeg();
  const attendance = observer.attend(leg, ({ metric, perRequest }, reading) =>
    written.push({ metric, perRequest, ...reading }),
  );
  await attendance.catchUp(7);
  await attendance.catchUp(10);
  await attendance.end(10);
  return { written, leg, asked: fake.asked, warnings: [...observer.warnings] };
}

const isHead = (query: string): boolean => /head|1002/.test(query);

describe('a Prometheus server', () => {
  it('is asked about every window of both sides, by its own clock', async () => {
    const aheadMs = 90_000;
    // What a gauge says is when it was asked: only the right times give these values.
    const { written, leg, warnings } = await observe({
      aheadMs,
      answer: (query, at) => (query.startsWith('heap') ? at - aheadMs + (isHead(query) ? 1e6 : 0) : null),
    });
    expect(warnings).toEqual([]);
    expect(written).toHaveLength(12);
    for (const { window, side, value, over, metric } of written) {
      expect({ metric, over }).toEqual({ metric: 'observed:heap', over: 1 });
      // Four looks in a window of 2 s, the first after 500 ms: 1250 ms into it on average.
      const middle = leg.startAt + (window - leg.from) * leg.windowMs + 1250 + side * 1e6;
      expect(Math.abs(value / 2 - middle)).toBeLessThan(50);
    }
    expect(new Set(written.map(({ window }) => window))).toEqual(new Set([4, 5, 6, 7, 8, 9]));
  });

  it('gives a value for several windows where it is scraped rarely', async () => {
    const queries = [{ ...HEAP, query: 'rate(x{side="$side"}[$range])' }];
    const { written, asked } = await observe({ answer: () => 3 }, { queries, intervalMs: 2000 });
    expect(written.map(({ window, side, over }) => [window, side, over])).toEqual([
      ...[5, 7, 9].flatMap((window) => [
        [window, 0, 2],
        [window, 1, 2],
      ]),
    ]);
    expect(asked.some(({ query }) => query === 'rate(x{side="head"}[4000ms])')).toBe(true);
  });

  it('tells of a window by both sides or by none', async () => {
    const seen = new Map<string, number>();
    const { written } = await observe({
      answer: (query, at) => {
        seen.set(query, Math.min(seen.get(query) ?? at, at));
        const since = at - (seen.get(query) ?? at);
        return isHead(query) && since < 4000 ? null : 1;
      },
    });
    expect(written.filter(({ side }) => side === 0)).toHaveLength(
      written.filter(({ side }) => side === 1).length,
    );
  });

  it('switches ready-made sets on by the series that exist', async () => {
    const { written } = await observe(
      { answer: () => 5, series: ['nodejs_gc_duration_seconds_sum', 'nodejs_heap_size_used_bytes'] },
      { queries: [], sets: ['node', 'go'] },
    );
    const kinds = new Map(written.map(({ metric, perRequest }) => [metric, perRequest]));
    expect(kinds).toEqual(
      new Map([
        ['observed:GC time per request', true],
        ['observed:heap used', false],
      ]),
    );
  });

  it('finds out how often the sides are scraped', async () => {
    const intervals = { '127.0.0.1:1001': '4s', '127.0.0.1:1002': '4s', elsewhere: '1m' };
    const { written } = await observe({ answer: () => 1, intervals }, { intervalMs: null });
    expect(new Set(written.map(({ over }) => over))).toEqual(new Set([2]));
  });

  it('refuses a query that it cannot parse, in its words, before any load', async () => {
    const broken = {
      answer: () => {
        throw new Error('parse error: unexpected "}"');
      },
    };
    await expect(observe(broken)).rejects.toMatchObject({
      kind: 'settings',
      message: expect.stringContaining('the query for heap: parse error: unexpected "}"'),
    });
  });

  it('costs one warning where it is not there', async () => {
    await using observer = await openPrometheus(
      { observe: { prometheus: planFor('http://127.0.0.1:9') } },
      { environment: {} },
    );
    const attendance = observer?.attend(pastLeg(), () => {
      throw new Error('nothing can be known');
    });
    await attendance?.end(10);
    expect(observer?.warnings).toEqual([
      expect.stringMatching(/^Prometheus: the server cannot be reached \(.*ECONNREFUSED/),
    ]);
  });

  it('says which query has no values, and which is no single number', async () => {
    const { warnings } = await observe({ answer: () => null });
    expect(warnings).toEqual([
      'Prometheus: there were no values for heap. Rows without values are left out.',
    ]);
  });

  it('is told who asks, by variables alone, and nothing of the token is said', async () => {
    const server = (url: string) => ({
      url,
      credentials: { kind: 'bearer', token: { kind: 'variable', name: 'PROM' } } as const,
      headers: {},
    });
    await using fake = await startFakePrometheus({ answer: () => 1, authorization: 'Bearer s3cret' });
    const open = (environment: Record<string, string>) =>
      openPrometheus(
        { observe: { prometheus: { ...planFor(fake.url), server: server(fake.url) } } },
        { environment },
      );
    expect((await open({ PROM: 's3cret' }))?.warnings).toEqual([expect.stringContaining('no values')]);
    expect((await open({ PROM: 'wr0ng' }))?.warnings).toEqual([expect.stringMatching(/status 401/)]);
    expect((await open({}))?.warnings).toEqual([expect.stringMatching(/the variable PROM is not set/)]);
    expect((await open({ PROM: 'wr0ng' }))?.warnings.join()).not.toContain('wr0ng');
  });

  it('is not looked for where clouds keep their secrets', async () => {
    const plan = planFor('http://169.254.169.254');
    await expect(
      openPrometheus({ observe: { prometheus: plan } }, { environment: {} }),
    ).rejects.toMatchObject({
      kind: 'settings',
      message: expect.stringContaining('link-local'),
    });
  });

  it('finds the sides in a file, and none when all is over', async () => {
    const discovery = join(mkdtempSync(join(tmpdir(), 'plimsoll-test-')), 'deep', 'targets.json');
    await observe({ answer: () => 1 }, { discovery });
    expect(JSON.parse(readFileSync(discovery, 'utf8'))).toEqual([]);
  });
});
