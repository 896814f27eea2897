import { describe, expect, it } from '@jest/globals';
import { drawLevels, recordingOf, type World } from '../../../bench/baseline/runs.ts';
import { judgeStored, type StoredCase } from '../../../src/core/baseline/judge-stored.ts';
import type { Level } from '../../../src/core/baseline/recording.ts';
import type { Comparison, Judgement } from '../../../src/core/judgement.ts';
import { DEFAULT_POLICY } from '../../../src/core/policy.ts';
import { seededRandom } from '../../../src/statistics/random.ts';

const WORLD: World = { sd: 0.03, correlation: 0.5, failing: 0.0005 };

/** A run of a service that does the same every time, but for what `values` say. */
function levelsWith(values: Readonly<Record<string, number>>): Level[] {
  return Object.entries({ p50: 10, p95: 50, errors: 0, ...values }).map(([name, value]) => {
    const [metric = '', endpoint = null] = name.split(' of ');
    const share = metric === 'errors' || metric.startsWith('check:');
    const scale = share ? 'count' : metric === 'metric:queue' ? 'linear' : 'log';
    const unit = share ? 'share' : metric === 'memory' ? 'bytes' : 'ms';
    return {
      metric,
      endpoint,
      unit,
      scale,
      value,
      ratio: scale === 'log' ? value / 5 : null,
      spread: 0,
      requests: 10_000,
    };
  });
}

const recorded = (...runs: readonly (readonly Level[])[]) =>
  runs.map((levels, at) => recordingOf(levels, at));
const same = (count: number, values: Readonly<Record<string, number>> = {}) =>
  recorded(...Array.from({ length: count }, () => levelsWith(values)));

const judge = (change: Partial<StoredCase> & Pick<StoredCase, 'now' | 'recordings'>): Judgement =>
  judgeStored({ form: 'ratio', policy: DEFAULT_POLICY, obstacle: null, limits: [], ...change });

function find({ comparisons }: Judgement, metric: string, endpoint: string | null = null): Comparison {
  const found = comparisons.find((one) => one.metric === metric && one.endpoint === endpoint);
  if (found === undefined) throw new Error(`no comparison of ${metric}`);
  return found;
}

describe('one run against recordings', () => {
  it('passes when every gated metric is within its margin', () => {
    const { verdict, reason, comparisons } = judge({ now: levelsWith({}), recordings: same(20) });
    expect([verdict, reason]).toEqual(['pass', { kind: 'held' }]);
    expect(comparisons.map(({ standing }) => standing)).toEqual(['held', 'held', 'held']);
  });

  it('fails when one lies beyond what recordings predict, and says by how much', () => {
    const judged = judge({ now: levelsWith({ p95: 75 }), recordings: same(20) });
    expect([judged.verdict, judged.reason.kind]).toEqual(['fail', 'worse']);
    const p95 = find(judged, 'p95');
    expect(p95.standing).toBe('worse');
    expect(p95.change?.estimate).toBeCloseTo(0.5);
    expect(p95.change?.low).toBeGreaterThan(0);
    // What head's own machine would have shown for base.
    expect([p95.base, p95.head]).toEqual([expect.closeTo(50), 75]);
  });

  it('judges the quotient with the reference, not the value, where there is one', () => {
    const slowMachine = levelsWith({ p50: 20, p95: 100 }).map((level) => ({
      ...level,
      ratio: level.ratio === null ? null : level.ratio / 2,
    }));
    expect(judge({ now: slowMachine, recordings: same(20) }).verdict).toBe('pass');
    expect(judge({ now: slowMachine, recordings: same(20), form: 'raw' }).verdict).toBe('fail');
  });

  it('holds memory against its own value: no reference says what it should be', () => {
    const alone = (memory: number): Level[] =>
      levelsWith({ memory }).map((level) => (level.metric === 'memory' ? { ...level, ratio: null } : level));
    const recordings = recorded(...Array.from({ length: 20 }, () => alone(2e8)));
    expect(find(judge({ now: alone(3e8), recordings }), 'memory').standing).toBe('worse');
    expect(find(judge({ now: alone(2e8), recordings }), 'memory').standing).toBe('held');
  });

  it('knows that less throughput is worse', () => {
    const past = same(20, { throughput: 100 });
    const less = find(judge({ now: levelsWith({ throughput: 60 }), recordings: past }), 'throughput');
    expect(less.standing).toBe('worse');
    expect(less.change?.estimate).toBeCloseTo(-0.4);
    expect(less.change?.high).toBeLessThan(0);
    const more = find(judge({ now: levelsWith({ throughput: 150 }), recordings: past }), 'throughput');
    expect(more.standing).toBe('better');
  });

  it('is inconclusive where the margin is finer than the recordings', () => {
    const random = seededRandom('open');
    const recordings = recorded(...Array.from({ length: 10 }, () => drawLevels(WORLD, random)));
    const judged = judge({ now: drawLevels(WORLD, random), recordings });
    expect([judged.verdict, judged.reason]).toEqual(['inconclusive', { kind: 'open', windowsNeeded: null }]);
    const p50 = find(judged, 'p50');
    expect(p50.resolution).toBeGreaterThan(0.1);
    expect(p50.resolution).toBeLessThan(0.4);
  });

  it('never contradicts itself: standing, number and interval of every metric agree', () => {
    const random = seededRandom('consistent');
    for (let run = 0; run < 200; run++) {
      const recordings = recorded(
        ...Array.from({ length: 1 + (run % 12) }, () => drawLevels({ ...WORLD, sd: 0.1 }, random)),
      );
      const policy = { ...DEFAULT_POLICY, alpha: run % 3 === 0 ? 0.1 : 0.01 };
      for (const one of judge({ now: drawLevels(WORLD, random, 0.5 + 2 * random()), recordings, policy })
        .comparisons) {
        const { change, standing, margin, metric } = one;
        if (change === null) throw new Error(`no change of ${metric}`);
        const [bad, good] = metric === 'throughput' ? [-change.high, -change.low] : [change.low, change.high];
        expect(change.low).toBeLessThanOrEqual(change.estimate);
        expect(change.high).toBeGreaterThanOrEqual(change.estimate);
        if (standing === 'worse') expect(bad).toBeGreaterThan(0);
        if (standing === 'better') expect(good).toBeLessThan(0);
        if (standing === 'held') expect(good).toBeLessThanOrEqual((margin ?? 0) + 1e-9);
      }
    }
  });
});

describe('failures', () => {
  const errors = (now: number, ...past: number[]) =>
    find(
      judge({
        now: levelsWith({ errors: now }),
        recordings: recorded(...past.map((share) => levelsWith({ errors: share }))),
      }),
      'errors',
    );
  const none = new Array<number>(20).fill(0);

  it('convict when they are many for runs that had none', () => {
    expect(errors(0.02, ...none).standing).toBe('worse');
    expect(errors(0.02, ...none).change?.low).toBeGreaterThan(0);
  });

  it.each([
    [2, 'open'],
    [3, 'worse'],
  ])('in %i windows are %s, because one window fails as one', (blocks, standing) => {
    const now = levelsWith({ errors: 0.02 }).map((level) =>
      level.metric === 'errors' ? { ...level, blocks } : level,
    );
    expect(find(judge({ now, recordings: same(20) }), 'errors').standing).toBe(standing);
  });

  it('do not convict when chance could have brought them', () => {
    expect(errors(0.0001, ...none).standing).toBe('held');
  });

  it('do not convict when runs differ by as much', () => {
    const erratic = none.map((_, at) => (at % 5 === 0 ? 0.02 : 0));
    expect(errors(0.02, ...erratic).standing).toBe('open');
  });

  it('are plain differences', () => {
    const one = errors(0.012, ...new Array<number>(20).fill(0.002));
    expect(one).toMatchObject({ kind: 'difference', base: 0.002, head: 0.012, standing: 'worse' });
    expect(one.change?.estimate).toBeCloseTo(0.01);
  });

  it('of nearly all requests need no statistics', () => {
    const { verdict, reason } = judge({ now: levelsWith({ errors: 0.97 }), recordings: same(1) });
    expect([verdict, reason]).toEqual(['fail', { kind: 'does not serve', failedShare: 0.97 }]);
  });

  it('make survivors of the rest: latencies are shown, not judged', () => {
    const judged = judge({ now: levelsWith({ errors: 0.2, p50: 30 }), recordings: same(20) });
    expect(find(judged, 'p50').standing).toBe('shown');
    expect(judged.reason.kind).toBe('worse');
  });

  it('of checks convict without a margin, unless switched off', () => {
    const recordings = same(20, { 'check:total': 0 });
    const now = levelsWith({ 'check:total': 0.1 });
    expect(find(judge({ now, recordings }), 'check:total').standing).toBe('worse');
    const off = { ...DEFAULT_POLICY.margins, run: { ...DEFAULT_POLICY.margins.run, 'check:total': null } };
    const judged = judge({ now, recordings, policy: { ...DEFAULT_POLICY, margins: off } });
    expect(find(judged, 'check:total').standing).toBe('shown');
  });
});

describe('values that are none', () => {
  it.each([Number.NaN, Number.POSITIVE_INFINITY, 0, -3])(
    'of head (%d) are missing, and never pass',
    (value) => {
      const judged = judge({ now: levelsWith({ p95: value }), recordings: same(20) });
      expect(judged.verdict).toBe('fail');
      expect(judged.reason).toEqual({ kind: 'missing metric', missing: [{ metric: 'p95', endpoint: null }] });
      expect(find(judged, 'p95')).toMatchObject({ base: 50, head: null, change: null });
    },
  );

  it.each([Number.NaN, Number.POSITIVE_INFINITY, 0, -3])(
    'of every recording (%d) leave nothing to hold head against',
    (value) => {
      const judged = judge({ now: levelsWith({}), recordings: same(20, { p95: value }) });
      expect(find(judged, 'p95')).toMatchObject({ base: null, change: null, standing: 'shown' });
      expect(judged.verdict).toBe('pass');
      expect(judge({ now: levelsWith({}), recordings: same(20, { p50: value, p95: value }) }).verdict).toBe(
        'inconclusive',
      );
    },
  );

  it('of some recordings are passed over', () => {
    const recordings = [...same(5), ...same(5, { p95: Number.NaN })];
    const judged = judge({ now: levelsWith({}), recordings });
    expect(find(judged, 'p95').requests[0]).toBe(50_000);
    expect(find(judged, 'p50').requests[0]).toBe(100_000);
  });

  it('on a linear scale may be zero; recordings without any spread convict nobody', () => {
    const margins = { ...DEFAULT_POLICY.margins, run: { ...DEFAULT_POLICY.margins.run, 'metric:queue': 1 } };
    const policy = { ...DEFAULT_POLICY, margins };
    const queue = (now: number, past: number): Comparison =>
      find(
        judge({
          now: levelsWith({ 'metric:queue': now }),
          recordings: same(20, { 'metric:queue': past }),
          policy,
        }),
        'metric:queue',
      );
    expect(queue(5, 0)).toMatchObject({ standing: 'open', change: null, base: 0, head: 5 });
    expect(queue(0, -4)).toMatchObject({ standing: 'worse', base: -4, head: 0 });
    expect(queue(-3.9, -4)).toMatchObject({ standing: 'held' });
  });
});

describe('few recordings', () => {
  it('of which there is one have an assumed spread', () => {
    const judged = judge({ now: levelsWith({ p50: 13 }), recordings: same(1) });
    expect(judged.verdict).toBe('inconclusive');
    expect(find(judged, 'p50').resolution).toBeGreaterThan(0.5);
    expect(judge({ now: levelsWith({ p50: 60 }), recordings: same(1) }).verdict).toBe('fail');
  });

  it('that agree to the last digit are not believed to', () => {
    const near = find(judge({ now: levelsWith({ p50: 10.5 }), recordings: same(20) }), 'p50');
    expect(near.standing).toBe('open');
    expect((near.change?.high ?? 0) - (near.change?.low ?? 0)).toBeGreaterThan(0.08);
  });

  it('since the branch changed for good are the measure', () => {
    const random = seededRandom('step');
    const at = (p50: number) => levelsWith({ p50: p50 * Math.exp(0.02 * (random() - 0.5)) });
    // Nearest first: five at the new level, fifteen at the old one.
    const recordings = recorded(...Array.from({ length: 20 }, (_, i) => at(i < 5 ? 14 : 10)));
    expect(find(judge({ now: at(14), recordings }), 'p50').change?.estimate).toBeCloseTo(0, 1);
    expect(judge({ now: at(14), recordings }).verdict).not.toBe('fail');
    expect(find(judge({ now: at(10), recordings }), 'p50').standing).toBe('better');
    expect(find(judge({ now: at(22), recordings }), 'p50').standing).toBe('worse');
  });
});

describe('what only one side has', () => {
  const checkout = {
    'p50 of POST /checkout': 20,
    'p95 of POST /checkout': 60,
    'errors of POST /checkout': 0,
  };

  it('fails when head lacks it', () => {
    const judged = judge({ now: levelsWith({}), recordings: same(20, checkout) });
    expect(judged.verdict).toBe('fail');
    expect(judged.reason).toMatchObject({ kind: 'missing metric' });
    expect(find(judged, 'p95', 'POST /checkout')).toMatchObject({ base: 60, head: null, standing: 'shown' });
  });

  it('passes when it was declared removed', () => {
    const judged = judge({
      now: levelsWith({}),
      recordings: same(20, checkout),
      removed: ['POST /checkout'],
    });
    expect(judged.verdict).toBe('pass');
  });

  it('does not fail for endpoints that hardly anybody asked for, nor for what only older recordings had', () => {
    const rare = same(20, checkout).map((one) => ({
      ...one,
      levels: one.levels.map((level) => ({ ...level, requests: level.endpoint === null ? 10_000 : 150 })),
    }));
    expect(judge({ now: levelsWith({}), recordings: rare }).verdict).toBe('pass');
    expect(judge({ now: levelsWith({}), recordings: [...same(1), ...same(19, checkout)] }).verdict).toBe(
      'pass',
    );
  });

  it('is inconclusive when the instrument is missing, not the service', () => {
    const judged = judge({ now: levelsWith({}), recordings: same(20, { cpu: 3 }) });
    expect([judged.verdict, judged.reason.kind]).toEqual(['inconclusive', 'missing metric']);
  });

  it('is listed when it is new', () => {
    const judged = judge({ now: levelsWith(checkout), recordings: same(20) });
    expect(judged.verdict).toBe('pass');
    expect(find(judged, 'p95', 'POST /checkout')).toMatchObject({ base: null, head: 60, standing: 'shown' });
  });
});

describe('without grounds', () => {
  it.each([
    { kind: 'no baseline' },
    { kind: 'not comparable', differences: ['script changed'] },
    { kind: 'stale', distance: 60, most: 50 },
    { kind: 'too few windows', windows: 3 },
  ] as const)('there is no verdict: $kind', (obstacle) => {
    const judged = judge({ now: levelsWith({ p95: 500 }), recordings: same(20), obstacle });
    expect([judged.verdict, judged.reason]).toEqual(['inconclusive', obstacle]);
    expect(find(judged, 'p95')).toMatchObject({ standing: 'shown', change: { estimate: expect.closeTo(9) } });
  });

  it('head is shown alone', () => {
    const judged = judge({ now: levelsWith({}), recordings: [], obstacle: { kind: 'no baseline' } });
    expect(find(judged, 'p50')).toMatchObject({ base: null, head: 10, change: null, resolution: null });
  });

  it('a limit still holds, but not in a run that is void', () => {
    const limit = {
      metric: 'p95',
      endpoint: null,
      unit: 'ms',
      most: 40,
      head: 50,
      low: 48,
      breached: true,
      baseBreaks: false,
    } as const;
    const judged = (obstacle: StoredCase['obstacle']) =>
      judge({ now: levelsWith({}), recordings: [], obstacle, limits: [limit] });
    expect(judged({ kind: 'no baseline' }).reason.kind).toBe('limit');
    expect(judged({ kind: 'too few windows', windows: 3 }).verdict).toBe('inconclusive');
  });
});
