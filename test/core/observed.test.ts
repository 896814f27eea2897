import { describe, expect, it } from '@jest/globals';
import { createGaugeStore, type Gauge } from '../../src/core/gauge-store.ts';
import type { GaugeBlocks, Observations } from '../../src/core/observations.ts';
import { DEFAULT_MARGINS, type Margin } from '../../src/core/policy.ts';
import { seededRandom } from '../../src/statistics/random.ts';
import { exchangeSides, synthesize } from './synthetic.ts';
import { find, planFor, tryOut } from './trial.ts';

const WINDOWS = 60;
const SQL: Gauge = { metric: 'observed:SQL time', unit: 'ms', scale: 'log', worse: 'up', perRequest: true };

/** Values of both sides with a few percent of noise; `zeros`: share of windows in which a side has nothing. */
function values(factor: number, zeros = 0, seed = 'observed'): GaugeBlocks['values'] {
  const random = seededRandom(seed);
  return [1, factor].map((size) =>
    Array.from({ length: WINDOWS }, () => (random() < zeros ? 0 : size * (1 + 0.05 * random()))),
  );
}

function observing(gauge: Partial<GaugeBlocks>, slowdown = 1): Observations {
  const { metric, unit, scale, worse } = SQL;
  return {
    ...synthesize({ windows: WINDOWS, slowdown }),
    gauges: [{ metric, unit, scale, worse, values: [], ...gauge }],
  };
}

function judgeWith(observations: Observations, margin: Margin) {
  const plan = planFor(WINDOWS);
  const run = { ...DEFAULT_MARGINS.run, [SQL.metric]: margin };
  const policy = { ...plan.policy, margins: { ...DEFAULT_MARGINS, run } };
  return tryOut(observations, { ...plan, policy });
}

describe('what a server says', () => {
  it('fails a run through a margin of its own although every latency held', () => {
    const judgement = judgeWith(observing({ values: values(1.4) }), 0.1);
    expect(judgement).toMatchObject({ verdict: 'fail', reason: { kind: 'worse' } });
    expect(find(judgement, SQL.metric)).toMatchObject({ standing: 'worse', margin: 0.1 });
    expect(find(judgement, SQL.metric).change?.estimate).toBeCloseTo(0.4, 1);
  });

  it('is shown and gates nothing without a margin, and is named as moved', () => {
    const judgement = judgeWith(observing({ values: values(1.4) }), null);
    expect(judgement.verdict).toBe('pass');
    expect(find(judgement, SQL.metric).standing).toBe('shown');
    expect(judgement.moved).toEqual([SQL.metric]);
  });

  it('has not moved when it became smaller, or when nobody knows which way is worse', () => {
    expect(judgeWith(exchangeSides(observing({ values: values(1.4) })), null).moved).toBeUndefined();
    expect(judgeWith(observing({ values: values(1.4), worse: 'none' }), null).moved).toBeUndefined();
  });

  it('moves downwards where less is worse', () => {
    const judgement = judgeWith(observing({ values: values(0.7), worse: 'down' }), 0.1);
    expect(find(judgement, SQL.metric)).toMatchObject({ standing: 'worse' });
  });

  it('holds its margin when both sides do the same, zeros in a third of the windows included', () => {
    const judgement = judgeWith(observing({ values: values(1, 0.33) }), 1);
    expect(find(judgement, SQL.metric)).toMatchObject({ kind: 'difference', standing: 'held' });
  });

  it('is compared by differences where it is often nothing, with its margin in its own unit', () => {
    const judgement = judgeWith(observing({ values: values(2.5, 0.33) }), 0.2);
    const found = find(judgement, SQL.metric);
    expect(found).toMatchObject({ kind: 'difference', standing: 'worse' });
    const level =
      values(2.5, 0.33)
        .flat()
        .reduce<number>((sum, value) => sum + (value ?? 0), 0) /
      (2 * WINDOWS);
    expect(found.margin).toBeCloseTo(0.2 * level, 2);
  });
});

describe('a value that stands for several windows', () => {
  const scope = { windows: 6, lost: new Set<number>(), requests: (window: number) => 10 + window };

  it('is divided by the requests of all of them', () => {
    const store = createGaugeStore(1, 6);
    store.set(SQL, { window: 3, side: 0, value: 46, over: 4 });
    const [gauge] = store.reduce(scope);
    expect(gauge?.values).toEqual([[null, null, null, 46 / (10 + 11 + 12 + 13), null, null]]);
  });

  it('is lost with any of them', () => {
    const store = createGaugeStore(1, 6);
    store.set(SQL, { window: 3, side: 0, value: 46, over: 4 });
    store.set(SQL, { window: 5, side: 0, value: 31, over: 2 });
    const [gauge] = store.reduce({ ...scope, lost: new Set([1]) });
    expect(gauge?.values[0]).toEqual([null, null, null, null, null, 31 / (14 + 15)]);
  });
});
