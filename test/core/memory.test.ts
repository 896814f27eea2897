import { describe, expect, it } from '@jest/globals';
import { compareMemory, memoryAlpha } from '../../src/core/memory.ts';
import { DEFAULT_POLICY } from '../../src/core/policy.ts';
import { synthesize } from './synthetic.ts';
import { find, planFor, tryOut } from './trial.ts';

const observe = (base: number[], head: number[]) => ({
  ...synthesize({ windows: 30 }),
  peakMemory: [base, head],
});

const judge = (base: number[], head: number[]) =>
  compareMemory(observe(base, head), DEFAULT_POLICY, memoryAlpha(DEFAULT_POLICY, 4));

describe('peak memory', () => {
  it('takes its share of alpha only where there are starts enough and a margin', () => {
    expect(memoryAlpha(DEFAULT_POLICY, 4)).toBeCloseTo(0.001, 12);
    expect(memoryAlpha(DEFAULT_POLICY, 3)).toBe(0);
    const margins = { run: { memory: null }, endpoint: {}, endpoints: {} };
    expect(memoryAlpha({ ...DEFAULT_POLICY, margins }, 4)).toBe(0);
  });

  it('is worse when four starts agree that it is beyond the margin', () => {
    const compared = judge([100, 101, 100, 99], [150, 151, 149, 150]);
    expect(compared).toMatchObject({ standing: 'worse', unit: 'bytes', kind: 'ratio' });
    expect(compared?.change?.estimate).toBeCloseTo(0.5, 2);
    expect(compared?.change?.low).toBeGreaterThan(0.1);
  });

  it('is shown when within the margin, noisy, or seen in few starts', () => {
    expect(judge([100, 101, 100, 99], [108, 109, 107, 108])?.standing).toBe('shown');
    expect(judge([100, 160, 90, 140], [150, 240, 120, 230])?.standing).toBe('shown');
    expect(judge([100, 100, 100], [200, 200, 200])?.standing).toBe('shown');
    expect(judge([100], [200])?.change).toBeNull();
    expect(judge([], [])).toBeNull();
  });

  it('turns a pass into a failure once the last start has told its peak', () => {
    const plan = { ...planFor(30), starts: 4 };
    const judgement = tryOut(observe([100, 101, 100, 99], [150, 151, 149, 150]), plan);
    expect(judgement.verdict).toBe('fail');
    expect(find(judgement, 'memory').standing).toBe('worse');
    expect(tryOut(observe([100, 101, 100, 99], [101, 100, 100, 100]), plan).verdict).toBe('pass');
  });
});
