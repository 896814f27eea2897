import { describe, expect, it } from '@jest/globals';
import type { Cells, EndpointBlocks, GaugeBlocks, Observations } from '../../src/core/observations.ts';
import { readSeries } from '../../src/core/read-series.ts';
import { synthesize } from './synthetic.ts';
import { find, planFor, tryOut } from './trial.ts';

const WINDOWS = 75;

/** Every block of an endpoint alike, but for a jitter that both sides share. */
function steady(
  name: string,
  span: 1 | 2 | 4,
  options: { ms: [number, number]; requests: [number, number]; share: number },
): EndpointBlocks {
  const blocks = Math.floor(WINDOWS / span);
  const cells = options.ms.map((ms, side): Cells => {
    const values = Array.from({ length: blocks }, (_, i) => ms * (1 + 0.01 * ((i * 7) % 5)));
    return {
      requests: new Array(blocks).fill(options.requests[side]),
      failed: new Array(blocks).fill(0),
      ...{ p50: values, p90: values, p95: values, p99: values, mean: values },
    };
  });
  return { name, span, share: options.share, cells };
}

/** A run that consists of these endpoints; the mix keeps made-up latencies. */
function withEndpoints(...endpoints: EndpointBlocks[]): Observations {
  const observations = synthesize({ windows: WINDOWS });
  const perWindow = (side: number): number =>
    endpoints.reduce((sum, { span, cells }) => sum + (cells[side]?.requests[0] ?? 0) / span, 0);
  const cells = observations.mix.cells.map((mix, side) => ({
    ...mix,
    requests: new Array(WINDOWS).fill(perWindow(side)),
  }));
  return { ...observations, mix: { ...observations.mix, cells }, endpoints };
}

const withGauge = (gauge: Partial<GaugeBlocks>): Observations => ({
  ...synthesize({ windows: WINDOWS }),
  gauges: [{ metric: 'metric:queue', unit: 'none', scale: 'log', worse: 'none', values: [], ...gauge }],
});

const jitter = (value: number): number[] =>
  Array.from({ length: WINDOWS }, (_, i) => value * (1 + 0.01 * ((i * 3) % 4)));

describe('the run level', () => {
  it('does not take a change in the mix of requests for a change in speed', () => {
    const observations = withEndpoints(
      steady('fast', 1, { ms: [5, 5], requests: [90, 30], share: 0.5 }),
      steady('slow', 1, { ms: [80, 80], requests: [30, 90], share: 0.5 }),
    );
    const judgement = tryOut(observations);
    expect(find(judgement, 'p50').change?.estimate).toBeCloseTo(0, 9);
    expect(find(judgement, 'p95').standing).toBe('held');
  });

  it('weighs endpoints by their share of the traffic', () => {
    const observations = withEndpoints(
      steady('most', 1, { ms: [10, 10], requests: [90, 90], share: 0.9 }),
      steady('few', 1, { ms: [10, 20], requests: [10, 10], share: 0.1 }),
    );
    expect(find(tryOut(observations), 'p50').change?.estimate).toBeCloseTo(2 ** 0.1 - 1, 6);
  });

  it('averages only endpoints that have a value in every window while those are most of the traffic', () => {
    const p50Of = (sparseShare: number) => {
      const observations = withEndpoints(
        steady('dense', 1, { ms: [10, 10], requests: [90, 90], share: 1 - sparseShare }),
        steady('sparse', 4, { ms: [10, 20], requests: [12, 12], share: sparseShare }),
      );
      const series = readSeries(observations, planFor(WINDOWS).policy, WINDOWS);
      return series.find(({ metric }) => metric === 'p50')?.pairs.differences ?? new Float64Array();
    };
    expect(p50Of(0.1)).toHaveLength(75);
    expect(p50Of(0.1)[0]).toBeCloseTo(0, 9);
    expect(p50Of(0.4)).toHaveLength(18);
    expect(p50Of(0.4)[0]).toBeCloseTo(0.4 * Math.log(2), 9);
  });
});

describe('an endpoint with merged blocks', () => {
  it('is judged by a pair per block', () => {
    const thin = steady('thin', 4, { ms: [10, 15], requests: [12, 12], share: 0.05 });
    const judgement = tryOut(withEndpoints(...synthesize({ windows: WINDOWS }).endpoints, thin));
    expect(judgement.verdict).toBe('fail');
    expect(find(judgement, 'p50', 'thin').standing).toBe('worse');
    // 8 blocks of 4 windows are the fewest that can convict.
    expect(judgement.looks.at(-1)?.windows).toBeGreaterThanOrEqual(32);
  });

  it('is sparse when the budget cannot bring 12 pairs', () => {
    const thin = steady('thin', 4, { ms: [10, 15], requests: [12, 12], share: 0.05 });
    const observations = withEndpoints(thin);
    const series = readSeries(observations, planFor(40).policy, 40);
    expect(series.filter(({ endpoint }) => endpoint === 'thin').map(({ role }) => role)).toEqual([
      'sparse',
      'sparse',
      'sparse',
    ]);
  });
});

describe('a metric of the script', () => {
  const margins = { run: { 'metric:queue': 0.2 }, endpoint: {}, endpoints: {} };

  it('is shown without a margin and judged with one', () => {
    const observations = withGauge({ values: [jitter(10), jitter(14)] });
    expect(find(tryOut(observations), 'metric:queue').standing).toBe('shown');
    const judgement = tryOut(observations, planFor(WINDOWS, { margins }));
    expect(find(judgement, 'metric:queue')).toMatchObject({ standing: 'worse', kind: 'ratio', margin: 0.2 });
    expect(find(judgement, 'metric:queue').change?.estimate).toBeCloseTo(0.4, 6);
  });

  it('is worse for falling where less is worse, and reports the fall as such', () => {
    const observations = withGauge({ worse: 'down', values: [jitter(10), jitter(7)] });
    const queue = find(tryOut(observations, planFor(WINDOWS, { margins })), 'metric:queue');
    expect(queue.standing).toBe('worse');
    expect(queue.change?.estimate).toBeCloseTo(-0.3, 6);
    expect(queue.change?.high).toBeLessThan(0);
    expect(queue.head).toBeLessThan(queue.base ?? 0);
  });

  it('is compared by difference when it is not always positive', () => {
    const observations = withGauge({ scale: 'linear', values: [jitter(-5), jitter(-3)] });
    const queue = find(tryOut(observations, planFor(WINDOWS, { margins })), 'metric:queue');
    expect(queue).toMatchObject({ standing: 'worse', kind: 'difference' });
    expect(queue.change?.estimate).toBeCloseTo(2, 0);
  });
});

describe('a check', () => {
  const check = (head: number): Partial<GaugeBlocks> => ({
    metric: 'check:is JSON',
    unit: 'share',
    scale: 'count',
    worse: 'up',
    values: [new Array(WINDOWS).fill(0), new Array(WINDOWS).fill(head)],
    of: [new Array(WINDOWS).fill(50), new Array(WINDOWS).fill(50)],
  });

  it('fails a head on which it fails more often, as a share of the checks made', () => {
    const judgement = tryOut(withGauge(check(2)));
    expect(judgement.verdict).toBe('fail');
    const found = find(judgement, 'check:is JSON');
    expect(found).toMatchObject({ standing: 'worse', unit: 'share', base: 0, head: 0.04 });
    expect(found.change?.estimate).toBeCloseTo(0.04, 6);
  });

  it('is not judged where its margin is null', () => {
    const { margins } = planFor(WINDOWS).policy;
    const silent = { ...margins, run: { ...margins.run, 'check:is JSON': null } };
    const judgement = tryOut(withGauge(check(2)), planFor(WINDOWS, { margins: silent }));
    expect(judgement.verdict).toBe('pass');
    expect(find(judgement, 'check:is JSON').standing).toBe('shown');
  });
});
