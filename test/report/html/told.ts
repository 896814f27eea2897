import { firstWindows } from '../../../bench/verdict/blocks.ts';
import { startOrder } from '../../../src/core/design.ts';
import { planLooks } from '../../../src/core/looks.ts';
import type { Observations } from '../../../src/core/observations.ts';
import { DEFAULT_POLICY, type Policy } from '../../../src/core/policy.ts';
import { judgeAgain } from '../../../src/core/replay.ts';
import { type Measurement, type Provenance, RESULT_SCHEMA, type Result } from '../../../src/core/result.ts';

/** A run that was made up as far as its blocks, and is judged from there as any other. */
export interface MadeRun {
  readonly observations: Observations;
  readonly windowMs: number;
  readonly slotMs: number;
  readonly windowsPerStart: number;
  readonly requestsPerSecond: number;
  readonly policy?: Partial<Policy>;
  readonly notes?: readonly string[];
}

const SEED = '1f3c9aa-77d02be-1';

/** Looks at the growing evidence as a run would, and keeps what was seen until the verdict. */
export function judgeMade(run: MadeRun): Result {
  const { observations, windowMs, windowsPerStart } = run;
  const policy = { ...DEFAULT_POLICY, delta: 0.011, ...run.policy };
  const windowsMost = observations.windows;
  const looks = planLooks(windowsMost, windowMs);
  const startsMost = Math.ceil(windowsMost / windowsPerStart);
  const judgement = judgeAgain(observations, { policy, windowsMost, looks, seed: SEED, starts: startsMost });
  const windows = judgement.looks.at(-1)?.windows ?? windowsMost;
  const seen =
    windows < windowsMost
      ? firstWindows(observations, windows, Math.floor(windows / windowsPerStart))
      : observations;
  return {
    schema: RESULT_SCHEMA,
    judgement,
    policy,
    measurement: measurementOf(run, { windows, windowsMost, looks, startsMost }),
    provenance: PROVENANCE,
    observations: { ...seen, lost: observations.lost.filter((window) => window < windows) },
    notes: run.notes ?? [],
  };
}

interface Calendar {
  readonly windows: number;
  readonly windowsMost: number;
  readonly looks: readonly number[];
  readonly startsMost: number;
}

function measurementOf(run: MadeRun, { windows, windowsMost, looks, startsMost }: Calendar): Measurement {
  const { windowMs, slotMs, windowsPerStart, requestsPerSecond, observations } = run;
  return {
    seed: SEED,
    windowMs,
    slotMs,
    windows,
    windowsMost,
    plannedLooks: looks,
    rate: 70,
    rateSource: 'set',
    requestsPerSecond,
    starts: Array.from({ length: Math.ceil(windows / windowsPerStart) }, (_, start) => ({
      order: startOrder(start, 2).map((side) => observations.sides[side] ?? ''),
      startUpMs: 1240 - 30 * (start % 3),
      firstWindow: start * windowsPerStart,
    })),
    startsMost,
    dropped: observations.sides.map(() => 0),
    thresholds: [],
  };
}

export const PROVENANCE: Provenance = {
  plimsoll: '0.1.0',
  engine: { name: 'k6', version: '2.2.0' },
  startedAt: Date.UTC(2026, 10, 23, 9, 30),
  base: { label: 'main', commit: '1f3c9aa0c8d94f1c8a1f6a34cf0a3f7f6a7c9e21' },
  head: { label: 'checkout-totals', commit: '77d02be4b1f0a2c39e5d6f708192a3b4c5d6e7f8' },
  script: { path: 'load/shop.js', hash: 'b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9' },
  machine: {
    cpu: 'AMD EPYC 7763 64-Core Processor',
    cores: 4,
    memoryBytes: 16_766_750_720,
    system: 'Linux 6.11 x64',
  },
};
