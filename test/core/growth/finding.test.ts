import { describe, expect, it } from '@jest/globals';
import type { GrowthStep } from '../../../src/core/growth/find-stall.ts';
import {
  type GrowthFinding,
  type GrowthSide,
  judgeGrowth,
  stoodStep,
  suspectStep,
  withGrowth,
} from '../../../src/core/growth/finding.ts';
import { planStairs, readStairs } from '../../../src/core/growth/staircase.ts';
import type { Judgement } from '../../../src/core/judgement.ts';

const step = (factor: number): GrowthStep => ({
  factor,
  offered: factor,
  goodput: factor,
  failedShare: 0,
  p50Ms: 1,
  p95Ms: 1,
  inFlight: 1,
  cpuMs: null,
});
const side = (stallAt: number | null): GrowthSide => ({
  steps: [0.5, 1, 2].map(step),
  stall: stallAt === null ? null : { factor: stallAt, signs: ['goodput'] },
});

describe('a suspect step', () => {
  it.each([
    [null, null, null],
    [null, 1, 1],
    [2, 1, 1],
    [1, 1, null],
    [1, 2, null],
    [1, null, null],
  ])('with base stalling at %j and head at %j is %j', (base, head, suspect) => {
    expect(suspectStep(side(base), side(head))).toBe(suspect);
  });
});

it('the highest step that a side stood lies below its stall', () => {
  expect([stoodStep(side(null)), stoodStep(side(2)), stoodStep(side(0.5))]).toEqual([2, 1, null]);
});

describe('growth, judged', () => {
  const slow = (factor: number): GrowthStep => ({ ...step(factor), goodput: factor / 2 });
  const evidence = {
    expectedRate: 10,
    base: [0.5, 1, 2].map(step),
    head: [step(0.5), step(1), slow(2)],
    again: { base: step(2), head: slow(2) },
  };

  it('confirms a stall that head alone repeats', () => {
    expect(judgeGrowth(evidence)).toMatchObject({
      base: { stall: null },
      head: { stall: { factor: 2 } },
      confirmation: { factor: 2, confirmed: true },
    });
  });

  it('does not confirm one that both repeat, or neither', () => {
    const both = { base: slow(2), head: slow(2) };
    const neither = { base: step(2), head: step(2) };
    expect(judgeGrowth({ ...evidence, again: both }).confirmation?.confirmed).toBe(false);
    expect(judgeGrowth({ ...evidence, again: neither }).confirmation?.confirmed).toBe(false);
    expect(judgeGrowth({ ...evidence, again: null }).confirmation).toBeNull();
  });
});

describe('a judgement that knows of growth', () => {
  const pass: Judgement = {
    verdict: 'pass',
    reason: { kind: 'held' },
    comparisons: [],
    limits: [],
    looks: [],
  };
  const growth = (confirmed: boolean | null): GrowthFinding => ({
    expectedRate: 10,
    base: side(null),
    head: side(1),
    confirmation: confirmed === null ? null : { factor: 1, base: step(1), head: step(1), confirmed },
  });

  it('fails for a stall of head alone that was seen twice, and for nothing less', () => {
    expect(withGrowth(pass, growth(true))).toMatchObject({ verdict: 'fail', reason: { kind: 'stalls' } });
    expect(withGrowth(pass, growth(false))).toBe(pass);
    expect(withGrowth(pass, growth(null))).toBe(pass);
  });

  it('leaves a failure its reason', () => {
    const failed: Judgement = { ...pass, verdict: 'fail', reason: { kind: 'worse' } };
    expect(withGrowth(failed, growth(true))).toBe(failed);
  });
});

describe('the staircase', () => {
  it('gives slow iterations longer to get under way, and users enough to hold the highest step', () => {
    expect(planStairs({ expectedRate: 60, iterationMs: 20, countedMs: 4500 })).toEqual({
      guardMs: 1500,
      countedMs: 4500,
      blockMs: 6000,
      users: 31,
    });
    const slow = planStairs({ expectedRate: 50, iterationMs: 4000, countedMs: 4500 });
    expect([slow.guardMs, slow.users]).toEqual([6000, 1000]);
  });

  it('asks for as many requests as the iterations that it offers would make', () => {
    const counted = [0.5, 1].map((factor) => ({
      factor,
      cpuMs: 900,
      step: {
        begun: 60 * factor,
        requests: 240 * factor,
        goodput: 200 * factor,
        finished: 50 * factor,
        failedShare: 0,
        p50Ms: 1,
        p95Ms: 2,
        inFlight: 3,
        users: 3,
      },
    }));
    const [half, whole] = readStairs(counted, { expectedRate: 50, countedMs: 4500 });
    expect([half?.offered, whole?.offered]).toEqual([100, 200]);
    // 200 requests a second over 4.5 counted seconds.
    expect(whole?.cpuMs).toBeCloseTo(1);
    expect(
      readStairs(
        counted.map((each) => ({ ...each, cpuMs: null })),
        { expectedRate: 50, countedMs: 4500 },
      )[0]?.cpuMs,
    ).toBeNull();
  });
});
