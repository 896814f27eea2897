import { describe, expect, it } from '@jest/globals';
import { CPU, createFold, type Fold } from '../../src/core/fold.ts';
import type { Leg } from '../../src/core/schedule.ts';

const SIDES = ['base', 'head'];

/** `count` requests of 1, 2, … ms in one window of one side. */
function feed(fold: Fold, window: number, side: number, count: number, endpoint = 'GET /'): void {
  for (let i = 1; i <= count; i++) {
    fold.request({ window, side, endpoint, durationMs: i, failed: false, endedAt: 0 });
  }
}

function feedAll(fold: Fold, windows: number, count: number, endpoint = 'GET /'): void {
  for (let window = 0; window < windows; window++) {
    for (const side of [0, 1]) feed(fold, window, side, count, endpoint);
  }
}

const leg = (windows: number, warmupWindows: number, firstWindow = 0): Leg => ({
  ...{ sides: 2, windows, windowMs: 2000, slotMs: 100, firstWindow, warmupWindows },
  deal: new Uint8Array((windows + warmupWindows) * 20),
});

describe('a fold', () => {
  it('reduces a window to quantiles of the requests that did not fail', () => {
    const fold = createFold({ sides: SIDES, windows: 2 });
    feed(fold, 0, 0, 101);
    fold.request({ window: 0, side: 0, endpoint: 'GET /', durationMs: 9999, failed: true, endedAt: 0 });
    const { mix, endpoints } = fold.observe(1);
    const [base, head] = endpoints[0]?.cells ?? [];
    expect(base).toMatchObject({
      requests: [102],
      failed: [1],
      p50: [51],
      p95: [96],
      p99: [100],
      mean: [51],
    });
    expect(head).toMatchObject({ requests: [0], failed: [0], p50: [null], mean: [null] });
    expect(mix.cells[0]).toEqual(base);
  });

  it('counts late samples of a window at the next look', () => {
    const fold = createFold({ sides: SIDES, windows: 4 });
    feedAll(fold, 2, 20);
    expect(fold.observe(2).mix.cells[0]?.requests).toEqual([20, 20]);
    feed(fold, 0, 0, 5);
    expect(fold.observe(2).mix.cells[0]?.requests).toEqual([25, 20]);
  });

  it('sees only the windows asked for and ignores what lies outside the run', () => {
    const fold = createFold({ sides: SIDES, windows: 3 });
    feedAll(fold, 3, 20);
    feed(fold, 3, 0, 10);
    feed(fold, -1, 0, 10);
    feed(fold, 0, 2, 10);
    expect(fold.observe(2).mix.cells.map(({ requests }) => requests)).toEqual([
      [20, 20],
      [20, 20],
    ]);
    expect(fold.observe(3).mix.cells[1]?.requests).toEqual([20, 20, 20]);
  });

  it('gives sparse endpoints longer blocks, the same on both sides', () => {
    const fold = createFold({ sides: SIDES, windows: 12 });
    feedAll(fold, 12, 30, 'dense');
    feedAll(fold, 12, 6, 'thin');
    for (let window = 0; window < 12; window++) feed(fold, window, 1, 6, 'one side only');
    const spans = fold
      .observe(12)
      .endpoints.map(({ name, span, cells }) => [name, span, cells[0]?.requests.length]);
    expect(spans).toEqual([
      ['dense', 1, 12],
      ['thin', 2, 6],
      ['one side only', 4, 3],
    ]);
  });

  it('tells 199 endpoints apart and calls the rest other', () => {
    const fold = createFold({ sides: SIDES, windows: 1 });
    for (let i = 0; i < 500; i++) feed(fold, 0, 0, 1, `GET /item/${i}`);
    const { endpoints } = fold.observe(1);
    expect(endpoints).toHaveLength(200);
    expect(
      endpoints.find(({ name }) => name === 'other')?.cells[0]?.requests ?? endpoints.length,
    ).toBeDefined();
    expect(endpoints.at(-1)).toMatchObject({ name: 'other', share: 301 / 500 });
  });

  it('leaves lost windows empty for every metric', () => {
    const fold = createFold({ sides: SIDES, windows: 3 });
    feedAll(fold, 3, 20);
    fold.setGauge(CPU, { window: 1, side: 0, value: 50 });
    fold.loseWindow(1);
    const { lost, mix, gauges } = fold.observe(3);
    expect(lost).toEqual([1]);
    expect(mix.cells[0]).toMatchObject({ requests: [20, 0, 20], p50: [10.5, null, 10.5] });
    expect(gauges[0]?.values[0]).toEqual([null, null, null]);
  });

  it('divides CPU time by the requests of the window', () => {
    const fold = createFold({ sides: SIDES, windows: 2 });
    feed(fold, 0, 0, 20);
    fold.setGauge(CPU, { window: 0, side: 0, value: 50 });
    fold.setGauge(CPU, { window: 0, side: 1, value: 50 });
    expect(fold.observe(2).gauges[0]).toMatchObject({
      metric: 'cpu',
      scale: 'log',
      values: [
        [2.5, null],
        [null, null],
      ],
    });
  });

  it('counts failed checks beside the checks made, and averages custom metrics', () => {
    const fold = createFold({ sides: SIDES, windows: 1 });
    for (const passed of [true, false, true]) fold.check(0, 1, 'is JSON', passed);
    for (const value of [4, 8]) fold.custom(0, 1, 'queue', value);
    fold.custom(0, 1, 'balance', -3);
    const [check, balance, queue] = fold.observe(1).gauges;
    expect(check).toMatchObject({
      metric: 'check:is JSON',
      scale: 'count',
      values: [[0], [1]],
      of: [[0], [3]],
    });
    expect(balance).toMatchObject({ metric: 'metric:balance', scale: 'linear', worse: 'none' });
    expect(queue).toMatchObject({ metric: 'metric:queue', scale: 'log', values: [[null], [6]] });
  });

  it('counts arrivals dropped on one side only as failed requests of that side', () => {
    const fold = createFold({ sides: SIDES, windows: 4 });
    feedAll(fold, 4, 20);
    fold.beginLeg(leg(4, 1), 10_000);
    fold.dropped(1, 3, 11_000); // warm-up
    fold.dropped(1, 7, 14_500); // second counted window
    expect(fold.droppedArrivals).toEqual([0, 7]);
    expect(fold.observe(4).mix.cells[1]).toMatchObject({ requests: [20, 27, 20, 20], failed: [0, 7, 0, 0] });
    fold.dropped(0, 2, 14_500);
    expect(fold.droppedArrivals).toEqual([2, 7]);
    expect(fold.observe(4).mix.cells[1]?.failed).toEqual([0, 0, 0, 0]);
  });

  it('places dropped arrivals in the windows of a later leg', () => {
    const fold = createFold({ sides: SIDES, windows: 4 });
    feedAll(fold, 4, 20);
    fold.beginLeg(leg(2, 1, 0), 10_000);
    fold.beginLeg(leg(2, 2, 2), 50_000);
    fold.dropped(0, 1, 56_100);
    expect(fold.observe(4).mix.cells[0]?.failed).toEqual([0, 0, 0, 1]);
  });

  it('counts iterations that hang on one side as failed once the other side has long answered', () => {
    const fold = createFold({ sides: SIDES, windows: 12 });
    feedAll(fold, 12, 20);
    for (let window = 0; window < 12; window++) {
      for (const side of [0, 1]) {
        for (let i = 0; i < 20; i++) fold.begun(window, side, 0);
        for (let i = 0; i < (side === 1 && window < 3 ? 18 : 20); i++) fold.ended(window, side, 100, 0);
      }
    }
    expect(fold.observe(3).mix.cells[1]?.failed).toEqual([0, 0, 0]);
    const { mix, unanswered } = fold.observe(12);
    expect(mix.cells[1]?.failed.slice(0, 4)).toEqual([2, 2, 2, 0]);
    expect(unanswered).toEqual([0, 6]);
  });

  it('does not mistake long iterations of both sides for hanging', () => {
    const fold = createFold({ sides: SIDES, windows: 12 });
    feedAll(fold, 12, 20);
    for (let window = 0; window < 12; window++) for (const side of [0, 1]) fold.begun(window, side, 0);
    expect(fold.observe(12).mix.cells.map(({ failed }) => Math.max(...failed))).toEqual([0, 0]);
  });

  it('does not hold against a side the few iterations more that the end of a leg cut off', () => {
    const fold = createFold({ sides: SIDES, windows: 12 });
    feedAll(fold, 12, 20);
    for (let i = 0; i < 20; i++) fold.begun(2, 0, 0);
    for (let i = 0; i < 26; i++) fold.begun(2, 1, 0);
    expect(fold.observe(12).mix.cells.map(({ failed }) => failed[2])).toEqual([0, 0]);
  });

  it('remembers where strays went', () => {
    const fold = createFold({ sides: SIDES, windows: 1 });
    fold.stray(1, 'https://example.com');
    fold.stray(1, 'https://example.com');
    expect([...(fold.strays[1] ?? [])]).toEqual([['https://example.com', 2]]);
    expect(fold.strays[0]?.size).toBe(0);
  });

  it('takes 5,000 requests a second and looks at them without falling behind', () => {
    const fold = createFold({ sides: SIDES, windows: 15 });
    const started = performance.now();
    const requests = 5000 * 4 * 15;
    for (let i = 0; i < requests; i++) {
      const window = Math.floor((15 * i) / requests);
      fold.request({
        window,
        side: i & 1,
        endpoint: `GET /${i % 10}`,
        endedAt: 0,
        durationMs: 1 + (i % 97),
        failed: false,
      });
    }
    fold.observe(12);
    fold.observe(15);
    // A minute of such load; a tenth of the time would still be no burden.
    expect(performance.now() - started).toBeLessThan(6000);
  });
});
