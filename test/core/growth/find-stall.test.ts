import { describe, expect, it } from '@jest/globals';
import { findStall, type GrowthStep, signsAt } from '../../../src/core/growth/find-stall.ts';

const FACTORS = [0.5, 1, 1.5, 2, 3];

/** A staircase that a service stands, with the steps given instead. */
function staircase(overrides: Readonly<Record<number, Partial<GrowthStep>>> = {}): GrowthStep[] {
  return FACTORS.map((factor) => ({
    factor,
    offered: 100 * factor,
    goodput: 100 * factor,
    failedShare: 0,
    p50Ms: 10,
    p95Ms: 20 + 5 * factor,
    inFlight: factor,
    cpuMs: 1,
    ...overrides[factor],
  }));
}

describe('a stall', () => {
  it('is none where every step is stood', () => {
    expect(findStall(staircase())).toBeNull();
    expect(findStall([])).toBeNull();
  });

  it('begins where less gets done than is asked for', () => {
    const steps = staircase({ 2: { goodput: 189 }, 3: { goodput: 190 } });
    expect(findStall(steps)).toEqual({ factor: 2, signs: ['goodput'] });
  });

  it('is not called for the twentieth part that may be missing', () => {
    expect(findStall(staircase({ 3: { goodput: 286 } }))).toBeNull();
  });

  it('begins where errors rise by more than a point over those of the first step', () => {
    const noisy = Object.fromEntries(
      FACTORS.map((factor) => [factor, { failedShare: 0.02, goodput: 98 * factor }]),
    );
    // A service that always fails 2% stalls from its first step on, by its own standard.
    expect(findStall(staircase(noisy))).toBeNull();
    const worse = { ...noisy, 3: { failedShare: 0.035, goodput: 290 } };
    expect(findStall(staircase(worse))).toEqual({ factor: 3, signs: ['errors'] });
  });

  it('begins where p95 leaves its line, once it is long enough for anybody to wait', () => {
    expect(findStall(staircase({ 3: { p95Ms: 113 } }))).toEqual({ factor: 3, signs: ['latency'] });
    expect(findStall(staircase({ 3: { p95Ms: 112 } }))).toBeNull();
    const quick = Object.fromEntries(FACTORS.map((factor) => [factor, { p95Ms: 1 }]));
    expect(findStall(staircase({ ...quick, 3: { p95Ms: 24 } }))).toBeNull();
    expect(findStall(staircase({ ...quick, 3: { p95Ms: 26 } }))).toMatchObject({ factor: 3 });
  });

  it('is no stall when later steps recover: the machine paused', () => {
    expect(findStall(staircase({ 1: { goodput: 50, p95Ms: 500 } }))).toBeNull();
    expect(findStall(staircase({ 1: { goodput: 50 }, 3: { goodput: 150 } }))).toMatchObject({ factor: 3 });
  });

  it('at the first step is one of errors or goodput', () => {
    const dead = Object.fromEntries(
      FACTORS.map((factor) => [factor, { goodput: 0, failedShare: 1, p50Ms: null, p95Ms: null }]),
    );
    expect(findStall(staircase(dead))).toMatchObject({ factor: 0.5, signs: ['errors'] });
    const slow = Object.fromEntries(FACTORS.map((factor) => [factor, { goodput: 20 }]));
    expect(findStall(staircase(slow))).toEqual({ factor: 0.5, signs: ['goodput'] });
  });

  it('gives its signs gravest first', () => {
    const steps = staircase({ 3: { failedShare: 0.5, goodput: 100, p95Ms: 3000 } });
    expect(signsAt(steps, 4)).toEqual(['errors', 'goodput', 'latency']);
  });
});
