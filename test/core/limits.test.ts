import { describe, expect, it } from '@jest/globals';
import { findLimits } from '../../src/core/limits.ts';
import { DEFAULT_POLICY, type Limit } from '../../src/core/policy.ts';
import { synthesize } from './synthetic.ts';
import { planFor, tryOut } from './trial.ts';

const bound = (most: number, metric: Limit['metric'] = 'p95', endpoint: string | null = null): Limit => ({
  metric,
  endpoint,
  most,
});

const findings = (limits: readonly Limit[], observations = synthesize({ windows: 30, slowdown: 1.5 })) =>
  findLimits(observations, { ...DEFAULT_POLICY, limits });

describe('a limit', () => {
  it('is broken when the whole interval lies above it', () => {
    // Base's p95 is about 16 ms, head's about 25 ms.
    const [below, above] = findings([bound(20), bound(30)]);
    expect(below).toMatchObject({ unit: 'ms', breached: true, baseBreaks: false });
    expect(below?.low).toBeGreaterThan(20);
    expect(above).toMatchObject({ breached: false });
  });

  it('says when base breaks it, too', () => {
    expect(findings([bound(12)])[0]).toMatchObject({ breached: true, baseBreaks: true });
  });

  it('is not broken by a value above it whose interval reaches below', () => {
    const head = findings([bound(20)])[0]?.head ?? 0;
    expect(findings([bound(head - 0.01)])[0]).toMatchObject({ breached: false });
  });

  it('bounds errors, endpoints, CPU and memory', () => {
    const observations = {
      ...synthesize({ windows: 30, failing: [0, 0.04], cpu: 1 }),
      peakMemory: [
        [90, 95],
        [120, 130],
      ],
    };
    const found = findings(
      [bound(0.01, 'errors'), bound(0.01, 'errors', 'GET /'), bound(1, 'cpu'), bound(100, 'memory')],
      observations,
    );
    expect(found.map(({ unit, breached }) => [unit, breached])).toEqual([
      ['share', true],
      ['share', true],
      ['ms', true],
      ['bytes', true],
    ]);
  });

  it('says nothing about what was not measured', () => {
    expect(
      findings([bound(1, 'p95', 'GET /nowhere'), bound(1, 'metric:queue'), bound(1, 'throughput')]),
    ).toEqual([]);
  });

  it('turns a run that holds its margins into a failure', () => {
    const judgement = tryOut(synthesize({ windows: 75 }), planFor(75, { limits: [bound(12)] }));
    expect(judgement.verdict).toBe('fail');
    expect(judgement.reason).toEqual({ kind: 'limit' });
    expect(judgement.looks.at(-1)?.windows).toBe(30);
    expect(judgement.limits[0]).toMatchObject({ breached: true, baseBreaks: true });
  });
});
