import type { CapacityFinding } from '../../src/core/capacity/finding.ts';
import { compareAgain } from '../../src/core/capacity/finding.ts';
import type { GrowthStep } from '../../src/core/growth/find-stall.ts';
import type { GrowthEvidence } from '../../src/core/growth/finding.ts';
import { DEFAULT_POLICY } from '../../src/core/policy.ts';
import type { FinishedAgainst } from '../../src/core/result.ts';

const SIDE = {
  format: "JMeter's CSV",
  startedAt: 1_795_404_900_000,
  seconds: 116,
  rate: 60.2,
  effective: 23.4,
};

export const FINISHED: FinishedAgainst = {
  kind: 'finished',
  pairing: 'none',
  overlap: 0,
  base: SIDE,
  head: { ...SIDE, effective: null },
  stepMs: 1,
};

const step = (factor: number, over: Partial<GrowthStep> = {}): GrowthStep => ({
  factor,
  offered: 200 * factor,
  goodput: 200 * factor,
  failedShare: 0,
  p50Ms: 8,
  p95Ms: 20,
  inFlight: 3,
  cpuMs: 1.2,
  ...over,
});

/** A head that stalls at one and a half times today's load, twice, where base stands all of it. */
export function growthEvidence(over: Partial<GrowthEvidence> = {}): GrowthEvidence {
  const factors = [0.5, 1, 1.5, 2, 3];
  const head = factors.map((factor) =>
    factor < 1.5 ? step(factor) : step(factor, { goodput: 210, p95Ms: 900 * factor, cpuMs: null }),
  );
  const again = { base: step(1.5), head: step(1.5, { goodput: 205 }) };
  return { expectedRate: 50, base: factors.map((factor) => step(factor)), head, again, ...over };
}

export const CAPACITY_ALPHA = 0.0025;

/** Capacities as a run with a seed of its own finds them; head serves `times` what base does. */
export function capacityFinding(times = 0.8, seed = 'synthetic'): CapacityFinding {
  const base = Array.from({ length: 12 }, (_, pair) => (pair === 3 ? null : 1400 + 9 * (pair % 4)));
  const head = base.map((value, pair) => (value === null ? null : times * value + (pair % 3)));
  const goodput = { base, head };
  const policy = { ...DEFAULT_POLICY, alpha: CAPACITY_ALPHA, delta: 0.021 / Math.SQRT2 };
  const plan = { policy, pairsMost: 36, seed };
  return {
    comparison: compareAgain(goodput, 2000, plan),
    goodput,
    pairsMost: 36,
    blockMs: 2000,
    users: 12,
    alpha: CAPACITY_ALPHA,
  };
}
