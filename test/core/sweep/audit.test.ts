import { describe, expect, test } from '@jest/globals';
import type { GrowthStep } from '../../../src/core/growth/find-stall.ts';
import { FACTORS } from '../../../src/core/growth/staircase.ts';
import { type AuditedSteps, judgeAudit, suspect } from '../../../src/core/sweep/audit.ts';
import { designSweep } from '../../../src/core/sweep/sweep-design.ts';

const step = (factor: number, isStalled: boolean, cpuMs = 2): GrowthStep => ({
  ...{ factor, offered: 100 * factor, goodput: isStalled ? 40 * factor : 100 * factor },
  ...{ failedShare: 0, p50Ms: 5, p95Ms: isStalled ? 900 : 10, inFlight: 1, cpuMs },
});

/** A staircase that stalls from a factor on. */
const stairs = (stall: number, { cpuMs = 2, memoryBytes = 100 } = {}): AuditedSteps => ({
  steps: FACTORS.map((factor) => step(factor, factor >= stall, cpuMs)),
  memoryBytes,
});

const design = designSweep(
  [
    { place: { kind: 'env', name: 'POOL' }, levels: ['5', '20'] },
    { place: { kind: 'env', name: 'LOG' }, levels: ['info', 'warn'] },
  ],
  'one at a time',
);

const NEVER = Number.POSITIVE_INFINITY;
const again = (entries: Record<number, readonly boolean[]>, factor: number) =>
  new Map(
    Object.entries(entries).map(([index, tries]) => [Number(index), tries.map((each) => step(factor, each))]),
  );

describe('a small pool that stalls, beside a setting that does nothing', () => {
  const variants = [stairs(1.5), stairs(NEVER, { cpuMs: 2.2, memoryBytes: 150 }), stairs(1.5)];

  test('the pool is tried again, the other is not', () => {
    expect(suspect(variants)).toEqual({ variants: [0, 1], factors: [1.5, 3] });
  });

  test('confirmed, it is blamed and priced', () => {
    const audit = judgeAudit(
      { expectedRate: 50, variants, again: again({ 0: [true, true], 1: [false, false] }, 1.5) },
      design,
    );
    expect(audit.variants.map(({ standing }) => standing)).toEqual(['today', 'further', 'same']);
    expect(audit.guilty).toEqual([0]);
    expect(audit.variants[1]?.price.cpu).toBeCloseTo(0.1, 10);
    expect(audit.variants[1]?.price.memory).toBeCloseTo(0.5, 10);
  });

  test.each([
    ['today once did not stall again', { 0: [true, false], 1: [false, false] }],
    ['the other stalled once, too', { 0: [true, true], 1: [false, true] }],
    ['nothing was tried', {}],
  ])('not blamed when %s', (_, tries) => {
    const audit = judgeAudit({ expectedRate: 50, variants, again: again(tries, 1.5) }, design);
    expect(audit.variants[1]?.standing).toBe('unsure');
    expect(audit.guilty).toEqual([]);
  });
});

test('a variant that stalls sooner than today is told, and so is its setting', () => {
  const variants = [stairs(3), stairs(3), stairs(2)];
  expect(suspect(variants)).toEqual({ variants: [0, 2], factors: [2] });
  const tried = again({ 0: [false, false], 2: [true, true] }, 2);
  const audit = judgeAudit({ expectedRate: 50, variants, again: tried }, design);
  expect(audit.variants[2]?.standing).toBe('sooner');
  expect(audit.guilty).toEqual([1]);
});

test('a stall that a pause made begin too soon is still told at the highest step that the other stood', () => {
  const variants = [stairs(1), stairs(3), stairs(1)];
  expect(suspect(variants)).toEqual({ variants: [0, 1], factors: [1, 2] });
  const tried = new Map([
    [0, [step(1, false), step(2, true), step(1, false), step(2, true)]],
    [1, [step(1, false), step(2, false), step(1, false), step(2, false)]],
  ]);
  const audit = judgeAudit({ expectedRate: 50, variants, again: tried }, design);
  expect(audit.variants[1]?.standing).toBe('further');
});

test('nothing to suspect where all stall alike', () => {
  expect(suspect([stairs(2), stairs(2)])).toBeNull();
});

test('the price is taken from steps that both stood', () => {
  const dear = stairs(NEVER, { cpuMs: 3 });
  const steps = dear.steps.map((each) => (each.factor >= 1.5 ? { ...each, cpuMs: 90 } : each));
  const variants = [stairs(1.5), { ...dear, steps }, stairs(1.5)];
  const audit = judgeAudit({ expectedRate: 50, variants, again: new Map() }, design);
  expect(audit.variants[1]?.price.cpu).toBeCloseTo(0.5, 10);
});
