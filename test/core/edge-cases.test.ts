import { describe, expect, it } from '@jest/globals';
import type { Cells, EndpointBlocks, Observations } from '../../src/core/observations.ts';
import { judgeAgain } from '../../src/core/replay.ts';
import { synthesize } from './synthetic.ts';
import { find, namesOf, planFor, tryOut } from './trial.ts';

/** Applies a change to the cells of one side, in the mix and in every endpoint. */
function alter(observations: Observations, side: number, change: (cells: Cells) => Cells): Observations {
  const altered = (blocks: EndpointBlocks): EndpointBlocks => ({
    ...blocks,
    cells: blocks.cells.map((cells, i) => (i === side ? change(cells) : cells)),
  });
  return { ...observations, mix: altered(observations.mix), endpoints: observations.endpoints.map(altered) };
}

const copyBase = (observations: Observations, factor: number): Observations => {
  const copied = (blocks: EndpointBlocks): EndpointBlocks => {
    const [base] = blocks.cells;
    if (base === undefined) throw new Error('no base');
    const scale = (values: readonly (number | null)[]) => values.map((value) => value && value * factor);
    const { p50, p90, p95, p99, mean } = base;
    const head = { p50: scale(p50), p90: scale(p90), p95: scale(p95), p99: scale(p99), mean: scale(mean) };
    return { ...blocks, cells: [base, { ...base, ...head }] };
  };
  return { ...observations, mix: copied(observations.mix), endpoints: observations.endpoints.map(copied) };
};

const fail = (share: number) => (cells: Cells) => ({
  ...cells,
  failed: cells.requests.map((requests) => Math.round(share * requests)),
});

describe('edge cases of statistics.md 4.9', () => {
  it('case 51: zero variance, no difference: passes', () => {
    const judgement = tryOut(copyBase(synthesize({ windows: 75 }), 1));
    expect(judgement.verdict).toBe('pass');
    expect(find(judgement, 'p50').change).toEqual({ estimate: 0, low: 0, high: 0 });
  });

  it('zero variance, a constant difference beyond the allowance: fails at the first look', () => {
    const judgement = tryOut(copyBase(synthesize({ windows: 75 }), 1.02));
    expect(judgement.verdict).toBe('fail');
    expect(judgement.looks).toHaveLength(1);
    expect(find(judgement, 'p50').change?.low).toBeCloseTo(0.02, 4);
  });

  it('zero variance, a constant difference within the allowance: never fails', () => {
    expect(tryOut(copyBase(synthesize({ windows: 75 }), 1.005)).verdict).toBe('pass');
  });

  it('case 51: too few samples: an endpoint with a handful of requests is sparse and gates nothing', () => {
    const observations = synthesize({ windows: 75, requests: 100 });
    const thin = synthesize({ windows: 75, endpoints: ['GET /rare'], requests: 3, slowdown: 5 });
    const rare = thin.endpoints.map((endpoint) => ({ ...endpoint, share: 0.01 }));
    const judgement = tryOut({ ...observations, endpoints: [...observations.endpoints, ...rare] });
    expect(judgement.verdict).toBe('pass');
    expect(find(judgement, 'p95', 'GET /rare').standing).toBe('sparse');
  });

  it('fewer than 8 usable windows: no verdict', () => {
    const judgement = tryOut(synthesize({ windows: 7, slowdown: 3 }));
    expect(judgement.verdict).toBe('inconclusive');
    expect(judgement.reason).toEqual({ kind: 'too few windows', windows: 7 });
  });

  it('window with a missing side: more than 20% lost to the generator is inconclusive', () => {
    const lost = Array.from({ length: 16 }, (_, i) => 4 * i);
    const judgement = tryOut({ ...synthesize({ windows: 75, slowdown: 2 }), lost });
    expect(judgement.verdict).toBe('inconclusive');
    expect(judgement.reason).toEqual({ kind: 'windows lost', lost: 16, windows: 75 });
  });

  it('window with a missing side: a few lost windows are left out', () => {
    const observations = synthesize({ windows: 75 });
    const ruined = alter(observations, 1, (cells) => ({
      ...cells,
      p50: cells.p50.map((value, i) => (i === 3 || i === 11 ? 1e6 : value)),
    }));
    expect(tryOut({ ...ruined, lost: [3, 11] }).verdict).toBe('pass');
  });

  it('all requests of head fail: does not serve, at the first look', () => {
    const judgement = tryOut(alter(synthesize({ windows: 75 }), 1, fail(0.9)));
    expect(judgement.verdict).toBe('fail');
    expect(judgement.reason.kind).toBe('does not serve');
    expect(judgement.looks).toHaveLength(1);
    expect(namesOf(judgement, 'worse')).toEqual(['errors']);
  });

  it('all requests of base fail: no reference', () => {
    const judgement = tryOut(alter(synthesize({ windows: 75 }), 0, fail(1)));
    expect(judgement.verdict).toBe('inconclusive');
    expect(judgement.reason).toEqual({ kind: 'no reference', failedShare: 1 });
  });

  it('many errors: latencies of the survivors are shown, not judged', () => {
    const slow = synthesize({ windows: 75, slowdown: 2, failing: [0.08, 0.08] });
    const judgement = tryOut(slow);
    expect(judgement.verdict).not.toBe('fail');
    expect(find(judgement, 'p50').standing).toBe('shown');
    expect(find(judgement, 'p50').change?.estimate).toBeGreaterThan(0.9);
  });

  it('endpoint only in head: listed with its own numbers, in no family', () => {
    const observations = synthesize({ windows: 75 });
    const silent = (cells: Cells): Cells => {
      const none = cells.p50.map(() => null);
      const zero = cells.requests.map(() => 0);
      return { requests: zero, failed: zero, p50: none, p90: none, p95: none, p99: none, mean: none };
    };
    const endpoints = observations.endpoints.map((endpoint, i) =>
      i === 0
        ? { ...endpoint, cells: [silent(endpoint.cells[0] as Cells), endpoint.cells[1] as Cells] }
        : endpoint,
    );
    const judgement = tryOut({ ...observations, endpoints });
    const p50 = find(judgement, 'p50', 'GET /');
    expect(p50).toMatchObject({ standing: 'shown', base: null, change: null });
    expect(p50.head).toBeCloseTo(10, 0);
  });

  it('endpoint with less than 1% of the requests: shown', () => {
    const observations = synthesize({ windows: 75 });
    const endpoints = observations.endpoints.map((endpoint, i) =>
      i === 0 ? { ...endpoint, share: 0.009 } : endpoint,
    );
    // Only the first look keeps the share as given; later ones count again.
    const judgement = judgeAgain({ ...observations, endpoints }, { ...planFor(75), looks: [75] });
    expect(find(judgement, 'p50', 'GET /').standing).toBe('shown');
  });

  it('improvement: has no effect on the verdict', () => {
    expect(tryOut(synthesize({ windows: 75, slowdown: 0.9, cpu: 0.9 })).verdict).toBe('pass');
  });

  it('a look missed: a later one is valid', () => {
    const plan = { ...planFor(75), looks: [12, 75] };
    expect(tryOut(synthesize({ windows: 75, slowdown: 1.1 }), plan).verdict).toBe('fail');
  });

  it('case 51: no request at all: never a pass', () => {
    const judgement = tryOut(synthesize({ windows: 75, requests: 0 }));
    expect(judgement.verdict).toBe('inconclusive');
    expect(judgement.comparisons.every(({ change }) => change === null)).toBe(true);
  });

  it('case 51: numbers that are none: never a pass', () => {
    const broken = (cells: Cells): Cells => {
      const none = cells.p50.map(
        (_, i) => [Number.NaN, null, 0, Number.POSITIVE_INFINITY][i % 4] as number | null,
      );
      return { ...cells, p50: none, p90: none, p95: none, p99: none, mean: none };
    };
    const judgement = tryOut(alter(synthesize({ windows: 75 }), 1, broken));
    expect(judgement.verdict).toBe('inconclusive');
  });

  it('failures too rare to count: no failure in few requests does not hold a margin', () => {
    const margins = { run: { errors: 0.005 }, endpoint: {}, endpoints: {} };
    const few = synthesize({ windows: 30, endpoints: ['GET /'], requests: 15 });
    expect(tryOut(few, planFor(30, { margins })).verdict).not.toBe('pass');
    const many = synthesize({ windows: 30, endpoints: ['GET /'], requests: 150 });
    expect(tryOut(many, planFor(30, { margins })).verdict).toBe('pass');
    const errors = find(tryOut(many, planFor(30, { margins })), 'errors');
    expect(errors.change?.high).toBeGreaterThan(0.0005);
  });
});
