import { describe, expect, it } from '@jest/globals';
import { levelsOf } from '../../../src/core/baseline/levels.ts';
import type { Level } from '../../../src/core/baseline/recording.ts';
import { CPU, createFold, type Fold } from '../../../src/core/fold.ts';

const WINDOWS = 10;
const REFERENCE = 0;
const HEAD = 1;

/** `latencies` of one endpoint on one side in one window. */
function feed(
  fold: Fold,
  at: { window: number; side: number; endpoint: string },
  latencies: readonly number[],
): void {
  for (const durationMs of latencies) fold.request({ ...at, durationMs, failed: false, endedAt: 0 });
}

/** A machine that is `slowness[window]` times as slow in each window, for both sides alike. */
function runBeside(slowness: readonly number[]): Fold {
  const fold = createFold({ sides: ['reference', 'head'], windows: WINDOWS });
  for (const [window, slow] of slowness.entries()) {
    const spread = [0.8, 0.9, 1, 1.1, 1.2].flatMap((one) => [one, one, one, one]);
    feed(
      fold,
      { window, side: REFERENCE, endpoint: 'reference' },
      spread.map((one) => 4 * slow * one),
    );
    feed(
      fold,
      { window, side: HEAD, endpoint: 'GET /' },
      spread.map((one) => 10 * slow * one),
    );
    feed(
      fold,
      { window, side: HEAD, endpoint: 'POST /cart' },
      spread.map((one) => 40 * slow * one),
    );
    fold.setGauge(CPU, { window, side: REFERENCE, value: 20 * 2 * slow });
    fold.setGauge(CPU, { window, side: HEAD, value: 40 * 6 * slow });
  }
  return fold;
}

const steady = new Array<number>(WINDOWS).fill(1);
const drifting = steady.map((_, window) => 1 + window / 5);

const levels = (fold: Fold): Level[] => levelsOf(fold.observe(WINDOWS), { side: HEAD, reference: REFERENCE });

function find(all: readonly Level[], metric: string, endpoint: string | null = null): Level {
  const found = all.find((one) => one.metric === metric && one.endpoint === endpoint);
  if (found === undefined) throw new Error(`no level of ${metric}`);
  return found;
}

describe('levels of a side', () => {
  it('are medians over the blocks, averaged over endpoints at run level', () => {
    const own = levels(runBeside(steady));
    expect(find(own, 'p50', 'GET /').value).toBeCloseTo(10);
    expect(find(own, 'p50', 'POST /cart').value).toBeCloseTo(40);
    // Both endpoints have half of the traffic: the geometric mean.
    expect(find(own, 'p50').value).toBeCloseTo(20);
    expect(find(own, 'cpu').value).toBeCloseTo(6);
    expect(find(own, 'p50').requests).toBe(40 * WINDOWS);
  });

  it('cancel what the machine does to reference and head alike', () => {
    const [quiet, noisy] = [levels(runBeside(steady)), levels(runBeside(drifting))];
    for (const metric of ['p50', 'p95', 'p99', 'mean', 'cpu']) {
      expect(find(noisy, metric).ratio).toBeCloseTo(find(quiet, metric).ratio ?? 0, 6);
      expect(find(noisy, metric).spread).toBeCloseTo(0, 6);
    }
    expect(find(noisy, 'p50').value).toBeCloseTo(20 * Math.sqrt(1.8 * 2));
    expect(find(quiet, 'cpu').ratio).toBeCloseTo(3);
    expect(find(quiet, 'p50', 'POST /cart').ratio).toBeCloseTo(10);
  });

  it('have no quotient where no reference ran', () => {
    const fold = createFold({ sides: ['head'], windows: WINDOWS });
    for (let window = 0; window < WINDOWS; window++) {
      feed(fold, { window, side: 0, endpoint: 'GET /' }, new Array<number>(20).fill(10 + window));
    }
    const own = levelsOf(fold.observe(WINDOWS), { side: 0, reference: null });
    expect(find(own, 'p50')).toMatchObject({ ratio: null, endpoint: null, scale: 'log', unit: 'ms' });
    expect(find(own, 'p50').value).toBeCloseTo(14.5, 1);
    expect(find(own, 'p50').spread).toBeGreaterThan(0.1);
  });

  it('hold quotients of merged blocks against the reference in the same windows', () => {
    const fold = runBeside(steady.map((_, window) => (window % 2 === 0 ? 1 : 4)));
    for (let window = 0; window < WINDOWS; window++) {
      const slow = window % 2 === 0 ? 1 : 4;
      feed(fold, { window, side: HEAD, endpoint: 'GET /rare' }, new Array<number>(6).fill(8 * slow));
    }
    const observed = fold.observe(WINDOWS);
    expect(observed.endpoints.find(({ name }) => name === 'GET /rare')?.span).toBe(4);
    // Half of a block's values are 8 and half 32: its median is 20; the reference's mean of logs is 8.
    expect(find(levels(fold), 'p50', 'GET /rare').ratio).toBeCloseTo(20 / 8);
  });

  it('leave out endpoints with less than 1% of the side’s own requests', () => {
    const fold = runBeside(steady);
    feed(fold, { window: 0, side: HEAD, endpoint: 'GET /once' }, [1, 1, 1]);
    const names = new Set(levels(fold).map(({ endpoint }) => endpoint));
    expect([...names]).toEqual([null, 'GET /', 'POST /cart']);
  });

  it('leave out windows in which the generator failed', () => {
    const fold = runBeside(steady);
    feed(fold, { window: 3, side: HEAD, endpoint: 'GET /' }, new Array<number>(500).fill(1e6));
    fold.request({ window: 3, side: HEAD, endpoint: 'GET /', durationMs: 1, failed: true, endedAt: 0 });
    fold.loseWindow(3);
    const own = levels(fold);
    expect(find(own, 'errors')).toMatchObject({ value: 0, scale: 'count', requests: 40 * (WINDOWS - 1) });
    expect(find(own, 'p50', 'GET /').spread).toBeCloseTo(0);
  });

  it('keep counts, checks, the script’s own metrics and the peaks of all starts', () => {
    const fold = runBeside(steady);
    for (let window = 0; window < WINDOWS; window++) {
      fold.request({ window, side: HEAD, endpoint: 'GET /', durationMs: 1, failed: true, endedAt: 0 });
      for (let i = 0; i < 10; i++) fold.check(window, HEAD, 'total is right', i > 0);
      fold.custom(window, HEAD, 'queue', window - 5);
    }
    fold.addPeakMemory(HEAD, 100);
    fold.addPeakMemory(HEAD, 400);
    const own = levels(fold);
    expect(find(own, 'errors').value).toBeCloseTo(1 / 41);
    expect(find(own, 'check:total is right')).toMatchObject({ value: 0.1, requests: 100, unit: 'share' });
    expect(find(own, 'metric:queue')).toMatchObject({ scale: 'linear', value: -0.5, ratio: null });
    expect(find(own, 'memory').value).toBeCloseTo(200);
    expect(find(own, 'memory').ratio).toBeNull();
  });
});
