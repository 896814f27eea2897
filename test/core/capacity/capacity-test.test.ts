import { describe, expect, it } from '@jest/globals';
import { createCapacityTest, type Goodput } from '../../../src/core/capacity/capacity-test.ts';
import { type CapacityFinding, compareAgain, withCapacity } from '../../../src/core/capacity/finding.ts';
import type { Judgement } from '../../../src/core/judgement.ts';
import { DEFAULT_POLICY } from '../../../src/core/policy.ts';
import { seededRandom } from '../../../src/statistics/random.ts';

const PAIRS = 40;
const LOOKS = [12, 20, 30, 40];
const policy = { ...DEFAULT_POLICY, alpha: 0.0025, delta: 0.015 };

/** Pairs of a machine that drifts, with noise of 3% in each block. */
function pairs(ratio: number, seed: string): Goodput {
  const random = seededRandom(seed);
  const noise = (sd: number): number =>
    sd * Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const levels = Array.from({ length: PAIRS }, (_, at) => 1000 * Math.exp(0.1 * Math.sin(at / 7)));
  return {
    base: levels.map((level) => level * Math.exp(noise(0.03))),
    head: levels.map((level) => ratio * level * Math.exp(noise(0.03))),
  };
}

function judge(
  goodput: Goodput,
  seed: string,
): { decision: string; at: number } & Pick<CapacityFinding, 'comparison'> {
  const test = createCapacityTest({ policy, pairsMost: PAIRS, seed });
  for (const at of LOOKS) {
    const seen = { base: goodput.base.slice(0, at), head: goodput.head.slice(0, at) };
    const decision = test.look(seen);
    if (decision !== 'go on' || at === PAIRS) return { decision, at, comparison: test.conclude(seen) };
  }
  throw new Error('no look');
}

describe('the test of capacity', () => {
  it('finds a loss of 10%, early, and says by how much', () => {
    const { decision, at, comparison } = judge(pairs(0.9, 'loss'), 'a');
    expect(decision).toBe('worse');
    expect(at).toBeLessThanOrEqual(20);
    expect(comparison).toMatchObject({
      metric: 'capacity',
      unit: 'per second',
      standing: 'worse',
      margin: 0.05,
    });
    const { estimate = 0, low = 0, high = 0 } = comparison.change ?? {};
    expect(estimate).toBeGreaterThan(-0.13);
    expect(estimate).toBeLessThan(-0.07);
    expect(low).toBeLessThan(estimate);
    expect(high).toBeLessThan(-0.015);
  });

  it('proves equal sides within the margin', () => {
    const { decision, comparison } = judge(pairs(1, 'same'), 'a');
    expect(decision).toBe('held');
    expect(comparison.standing).toBe('held');
  });

  it('calls a gain a gain', () => {
    const { comparison } = judge(pairs(1.2, 'gain'), 'a');
    expect(comparison.standing).toBe('better');
    expect(comparison.change?.estimate).toBeGreaterThan(0.15);
  });

  it('convicts equal sides hardly ever', () => {
    const alarms = Array.from({ length: 30 }, (_, run) =>
      judge(pairs(1, `run ${run}`), `seed ${run}`),
    ).filter(({ decision }) => decision === 'worse');
    expect(alarms).toEqual([]);
  });

  it('leaves out pairs in which a side did nothing', () => {
    const { base, head } = pairs(0.8, 'gaps');
    const goodput = { base: base.map((value, at) => (at % 3 === 0 ? 0 : value)), head };
    const test = createCapacityTest({ policy, pairsMost: PAIRS, seed: 'a' });
    test.look(goodput);
    const { change } = test.conclude(goodput);
    expect(change?.estimate).toBeGreaterThan(-0.23);
    expect(change?.estimate).toBeLessThan(-0.17);
  });
});

it('says the same of the same pairs when they are judged again', () => {
  for (const ratio of [0.9, 1]) {
    const goodput = pairs(ratio, 'again');
    const { at, comparison } = judge(goodput, 'a');
    const seen = { base: goodput.base.slice(0, at), head: goodput.head.slice(0, at) };
    expect(compareAgain(seen, 2000, { policy, pairsMost: PAIRS, seed: 'a' })).toEqual(comparison);
  }
});

describe('a judgement that knows of capacity', () => {
  const judged = (verdict: Judgement['verdict'], reason: Judgement['reason']): Judgement => ({
    verdict,
    reason,
    comparisons: [],
    limits: [],
    looks: [],
  });
  const held = judged('pass', { kind: 'held' });
  const finding = (ratio: number): CapacityFinding => ({
    comparison: judge(pairs(ratio, 'whole'), 'a').comparison,
    goodput: { base: [], head: [] },
    pairsMost: PAIRS,
    blockMs: 2000,
    users: 8,
    alpha: 0.0025,
  });

  it('fails for a loss, whatever was held at a fixed rate', () => {
    const { verdict, reason, comparisons } = withCapacity(held, finding(0.9));
    expect([verdict, reason.kind, comparisons.length]).toEqual(['fail', 'worse', 1]);
  });

  it('passes with capacity held, and is open when capacity is', () => {
    expect(withCapacity(held, finding(1)).verdict).toBe('pass');
    const { comparison, ...rest } = finding(1);
    const open = { ...rest, comparison: { ...comparison, standing: 'open' as const } };
    expect(withCapacity(held, open)).toMatchObject({ verdict: 'inconclusive', reason: { kind: 'open' } });
    expect(withCapacity(judged('fail', { kind: 'worse' }), open).verdict).toBe('fail');
    const ungated = { ...rest, comparison: { ...open.comparison, margin: null } };
    expect(withCapacity(held, ungated).verdict).toBe('pass');
  });
});
