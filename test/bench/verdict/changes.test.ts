import { describe, expect, test } from '@jest/globals';
import type { Change } from '../../../bench/verdict/changes.ts';
import { applyChange, drawFailures, ENDPOINTS } from '../../../bench/verdict/changes.ts';
import { LAYOUTS } from '../../../bench/verdict/layouts.ts';
import { seededNoise } from '../../../bench/verdict/noise.ts';
import { PROFILES } from '../../../bench/verdict/requests.ts';
import type { Trial } from '../../../bench/verdict/trial.ts';
import { runSlots } from '../../../bench/verdict/trial.ts';
import { WORLDS } from '../../../bench/verdict/worlds.ts';
import { quantile } from '../../../src/statistics/quantile.ts';

function clean(): Trial {
  const noise = seededNoise('changes');
  return runSlots(LAYOUTS.shipped, { world: WORLDS.quiet, profile: PROFILES.simple, noise });
}

function changed(change: Change): Trial {
  const trial = clean();
  applyChange(change, trial, seededNoise('change'));
  return trial;
}

/** Latencies of one side, of one endpoint or of all. */
function pick(trial: Trial, side: number, endpoint: number | null): Float64Array {
  return trial.latencies.filter((_, i) => {
    const inBlock = i % trial.perSide;
    const of = Math.floor(i / trial.perSide) % 2;
    return of === side && (endpoint === null || inBlock % ENDPOINTS === endpoint);
  });
}

describe('a true change', () => {
  test('of all requests leaves base alone', () => {
    const trial = changed({ kind: 'all', by: 0.05 });
    expect(pick(trial, 0, null)).toEqual(pick(clean(), 0, null));
    expect(quantile(pick(trial, 1, null), 0.9) / quantile(pick(clean(), 1, null), 0.9)).toBeCloseTo(1.05, 9);
  });

  test('of one endpoint leaves the others alone', () => {
    const trial = changed({ kind: 'one', by: 0.2 });
    expect(quantile(pick(trial, 1, 0), 0.5) / quantile(pick(clean(), 1, 0), 0.5)).toBeCloseTo(1.2, 9);
    expect(pick(trial, 1, 1)).toEqual(pick(clean(), 1, 1));
  });

  test('of the slowest tenth doubles p95 and keeps p50', () => {
    const trial = changed({ kind: 'slowest doubled', share: 0.1, endpoints: 'one' });
    expect(quantile(pick(trial, 1, 0), 0.95) / quantile(pick(clean(), 1, 0), 0.95)).toBeCloseTo(2, 9);
    expect(quantile(pick(trial, 1, 0), 0.5)).toBe(quantile(pick(clean(), 1, 0), 0.5));
    expect(pick(trial, 1, 3)).toEqual(pick(clean(), 1, 3));
  });

  test('of the tail delays that share of head', () => {
    const before = pick(clean(), 1, null);
    const after = pick(changed({ kind: 'tail', share: 0.02, ms: 60 }), 1, null);
    const delayed = after.filter((latency, i) => latency === (before[i] as number) + 60).length;
    expect(delayed / after.length).toBeCloseTo(0.02, 2);
  });
});

describe('failures', () => {
  const shape: Trial = { windows: 150, perSide: 200, latencies: new Float64Array() };
  const shareOf = (change: Change, side: number): number => {
    let failed = 0;
    for (let run = 0; run < 40; run++) {
      const failures = drawFailures(change, shape, 2, seededNoise(`failures ${run}`));
      failures.forEach((count, i) => {
        if (Math.floor(i / ENDPOINTS) % 2 === side) failed += count;
      });
    }
    return failed / (40 * 150 * 200);
  };

  test('come alone and in incidents, alike on both sides', () => {
    // 0.1% alone, and 20 in one of 60 windows of 200 requests: 0.17%.
    expect(Math.abs(shareOf({ kind: 'none' }, 0) - 0.00267)).toBeLessThan(0.0006);
    expect(Math.abs(shareOf({ kind: 'none' }, 1) - 0.00267)).toBeLessThan(0.0006);
  });

  test('added to head stay there', () => {
    const change = { kind: 'errors', by: 0.005 } as const;
    expect(shareOf(change, 1) - shareOf({ kind: 'none' }, 1)).toBeGreaterThan(0.004);
    expect(shareOf(change, 0)).toBeLessThan(0.0035);
  });
});
