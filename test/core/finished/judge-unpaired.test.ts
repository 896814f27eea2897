import { describe, expect, it } from '@jest/globals';
import { judgeUnpaired } from '../../../src/core/finished/judge-unpaired.ts';
import { doubtLoad } from '../../../src/core/finished/other-load.ts';
import type { Judgement } from '../../../src/core/judgement.ts';
import type { Observations } from '../../../src/core/observations.ts';
import { DEFAULT_MARGINS, DEFAULT_POLICY, type Policy } from '../../../src/core/policy.ts';
import { synthesize } from '../synthetic.ts';

const POLICY: Policy = { ...DEFAULT_POLICY, delta: 0 };
/** As wide as two runs at different times can tell. */
const WIDE: Policy = {
  ...POLICY,
  margins: {
    run: { ...DEFAULT_MARGINS.run, p50: 0.6, p90: 0.6, p95: 0.6, mean: 0.6, errors: 0.02 },
    endpoint: { p50: 0.8, p95: 0.8, errors: 0.05 },
    endpoints: {},
  },
};

const judge = (observations: Observations, policy = POLICY, stepMs = 0): Judgement =>
  judgeUnpaired({ observations, policy, windowsLeast: observations.windows, stepMs });
const of = ({ comparisons }: Judgement, metric: string, endpoint: string | null = null) =>
  comparisons.find((one) => one.metric === metric && one.endpoint === endpoint);

describe('two runs at different times', () => {
  it('fail for a version that is twice as slow', () => {
    const judgement = judge(synthesize({ windows: 40, slowdown: 2 }));
    expect(judgement).toMatchObject({ verdict: 'fail', reason: { kind: 'worse' } });
    const p50 = of(judgement, 'p50');
    expect(p50?.standing).toBe('worse');
    expect(p50?.change?.estimate).toBeCloseTo(1, 1);
    expect(p50?.change?.low).toBeGreaterThan(0);
    expect((p50?.head ?? 0) / (p50?.base ?? 1)).toBeCloseTo(1 + (p50?.change?.estimate ?? 0), 6);
  });

  it('name the one endpoint that is slower', () => {
    const judgement = judge(synthesize({ windows: 60, slowdown: { 'POST /cart': 3 } }));
    expect(of(judgement, 'p50', 'POST /cart')?.standing).toBe('worse');
    expect(of(judgement, 'p50', 'GET /')?.standing).toBe('open');
  });

  it('cannot pass the margins of a run of our own, and say what they could have seen', () => {
    const judgement = judge(synthesize({ windows: 60 }));
    expect(judgement).toMatchObject({
      verdict: 'inconclusive',
      reason: { kind: 'open', windowsNeeded: null },
    });
    const p50 = of(judgement, 'p50');
    expect(p50?.resolution).toBeGreaterThan(0.3);
    expect(p50?.resolution).toBeLessThan(0.8);
  });

  it('pass within margins as wide as what they can tell', () => {
    expect(judge(synthesize({ windows: 60 }), WIDE)).toMatchObject({
      verdict: 'pass',
      reason: { kind: 'held' },
    });
  });

  it('fail for more failures, but not for a few', () => {
    expect(judge(synthesize({ windows: 40, failing: [0, 0.04] })).verdict).toBe('fail');
    const few = judge(synthesize({ windows: 40, failing: [0, 0.0005] }));
    expect(few.verdict).toBe('inconclusive');
    expect(of(few, 'errors')?.standing).toBe('held');
  });

  it('call a version that fails everything what it is', () => {
    const judgement = judge(synthesize({ windows: 20, failing: [0, 1] }));
    expect(judgement).toMatchObject({ verdict: 'fail', reason: { kind: 'does not serve', failedShare: 1 } });
  });

  it('need twelve windows', () => {
    const judgement = judge(synthesize({ windows: 11, slowdown: 5 }));
    expect(judgement).toMatchObject({
      verdict: 'inconclusive',
      reason: { kind: 'too few windows', windows: 11 },
    });
    expect(judgement.comparisons.every(({ standing }) => standing === 'shown')).toBe(true);
  });

  it('hold no change against head that is within the step of its clock', () => {
    const slower = synthesize({ windows: 60, slowdown: 1.9 });
    expect(judge(slower).verdict).toBe('fail');
    expect(judge(slower, POLICY, 10).verdict).toBe('inconclusive');
  });

  it('keep to limits', () => {
    const limits = [{ metric: 'p95', endpoint: null, most: 1 } as const];
    expect(judge(synthesize({ windows: 40 }), { ...POLICY, limits })).toMatchObject({
      verdict: 'fail',
      reason: { kind: 'limit' },
    });
  });
});

describe('unequal loads', () => {
  const slower = judge(synthesize({ windows: 40, slowdown: 2 }));
  const equal = judge(synthesize({ windows: 60 }), WIDE);
  const failing = judge(synthesize({ windows: 40, failing: [0, 0.04] }));

  it('excuse a slower version that had more of it', () => {
    const doubted = doubtLoad(slower, [100, 150]);
    expect(doubted).toMatchObject({
      verdict: 'inconclusive',
      reason: { kind: 'other load', base: 100, head: 150 },
    });
    expect(doubted.comparisons.some(({ standing }) => standing === 'worse')).toBe(false);
  });

  it('excuse none that had less: a closed loop asks less of what got slower', () => {
    expect(doubtLoad(slower, [150, 100])).toBe(slower);
  });

  it('forbid a pass to a version that had less of it, and to no other', () => {
    expect(doubtLoad(equal, [150, 100]).reason.kind).toBe('other load');
    expect(doubtLoad(equal, [100, 150])).toBe(equal);
    expect(doubtLoad(equal, [100, 105])).toBe(equal);
  });

  it('excuse no failures', () => {
    expect(doubtLoad(failing, [100, 150]).verdict).toBe('fail');
  });
});
