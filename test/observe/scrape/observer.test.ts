import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import type { Gauge } from '../../../src/core/gauge-store.ts';
import type { ScrapedMetric, ScrapePlan } from '../../../src/core/observe-plan.ts';
import { createScrapeObserver } from '../../../src/observe/scrape/observer.ts';

const WINDOW_MS = 300;
const WINDOWS = 4;
const SQL: ScrapedMetric = {
  name: 'SQL time',
  series: 'sql_seconds_sum',
  as: 'auto',
  ...{ unit: 'ms', factor: 1000, better: 'lower' },
};
const PLAN: ScrapePlan = { path: '/metrics', sets: [], metrics: [SQL] };

interface Written {
  readonly gauge: Gauge;
  readonly window: number;
  readonly side: number;
  readonly value: number;
}

async function serve(listener: RequestListener) {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await new Promise((done) => server.once('listening', done));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { url, [Symbol.asyncDispose]: () => new Promise<void>((done) => void server.close(() => done())) };
}

/** A start of two services that answer like these, followed to its end. */
async function observe(plan: ScrapePlan, base: RequestListener, head: RequestListener) {
  await using one = await serve(base);
  await using other = await serve(head);
  const observer = createScrapeObserver(plan);
  const written: Written[] = [];
  const targets = [
    { side: 'base', url: one.url, pid: null },
    { side: 'head', url: other.url, pid: null },
  ] as const;
  const startAt = Date.now() + 50;
  const leg = { targets, from: 10, to: 10 + WINDOWS, startAt, windowMs: WINDOW_MS };
  const attendance = observer.attend(leg, (gauge, reading) => void written.push({ gauge, ...reading }));
  await new Promise((done) => setTimeout(done, 50 + WINDOWS * WINDOW_MS));
  await attendance.catchUp(10 + WINDOWS);
  await attendance.end(10 + WINDOWS);
  await observer[Symbol.asyncDispose]();
  return { written, warnings: observer.warnings };
}

/** Grows by `step` seconds with every reading. */
function counting(step: number, text = ''): RequestListener {
  let sum = 100;
  return (_, response) => {
    sum += step;
    response.end(`${text}# TYPE sql_seconds summary\nsql_seconds_sum ${sum}\nsql_seconds_count 7\n`);
  };
}

describe('a scrape', () => {
  it('books what counters grew by on the windows of both sides', async () => {
    const { written, warnings } = await observe(PLAN, counting(0.5), counting(0.75));
    // A machine that is busy elsewhere may hold up a reading, which then costs its windows.
    expect(written.length).toBeGreaterThanOrEqual(2);
    for (const { gauge, side, value, window } of written) {
      expect(gauge).toMatchObject({ metric: 'observed:SQL time', perRequest: true, worse: 'up', unit: 'ms' });
      expect(value).toBeCloseTo(side === 0 ? 500 : 750, 6);
      expect(window).toBeGreaterThanOrEqual(10);
      expect(window).toBeLessThan(10 + WINDOWS);
    }
    expect(warnings.join()).not.toContain('could not');
  });

  it('switches ready-made sets on where their series exist', async () => {
    const plan: ScrapePlan = { path: '/metrics', sets: ['process', 'node', 'go'], metrics: [] };
    const text = '# TYPE nodejs_eventloop_lag_p99_seconds gauge\nnodejs_eventloop_lag_p99_seconds 0.011\n';
    const { written, warnings } = await observe(plan, counting(1, text), counting(1, text));
    expect(new Set(written.map(({ gauge }) => gauge.metric))).toEqual(
      new Set(['observed:event loop lag p99']),
    );
    expect(written[0]).toMatchObject({ value: 11, gauge: { perRequest: false, unit: 'ms' } });
    expect(warnings).toEqual([]);
  });

  it('costs one warning and its rows where a side has no such page', async () => {
    const { written, warnings } = await observe(PLAN, counting(1), (_, response) => {
      response.statusCode = 404;
      response.end();
    });
    expect(written).toEqual([]);
    expect(warnings).toEqual([
      expect.stringMatching(/of head could not be read \(it answered with status 404\)/),
    ]);
  });

  it('says which series it was asked for and did not find', async () => {
    const plan = { ...PLAN, metrics: [SQL, { ...SQL, name: 'cache misses', series: 'cache_misses_total' }] };
    const { warnings } = await observe(plan, counting(1), counting(1, 'cache_misses_total 7\n'));
    expect(warnings).toEqual(['base has no series for cache misses.']);
  });

  it('takes a page that is too large or no exposition for none', async () => {
    const { written, warnings } = await observe(
      PLAN,
      (_, response) => void response.end('x 1\n'.repeat(1_300_000)),
      (_, response) => void response.end('<!doctype html><p>Not here</p>'),
    );
    expect(written).toEqual([]);
    expect(warnings).toEqual([expect.stringMatching(/either side could not be read \(it is larger than/)]);
  });
});
