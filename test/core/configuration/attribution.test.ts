import { describe, expect, test } from '@jest/globals';
import { explainChanges } from '../../../src/core/configuration/attribution.ts';
import { findCause, nameCauses } from '../../../src/core/configuration/cause.ts';
import { MIXED } from '../../../src/core/configuration/explained.ts';
import type { Cells, Observations } from '../../../src/core/observations.ts';
import { DEFAULT_POLICY } from '../../../src/core/policy.ts';
import { BASE, HEAD } from '../../../src/core/side.ts';
import { type Random, seededRandom } from '../../../src/statistics/random.ts';

const WINDOWS = 60;

interface World {
  /** Factors by which latencies grow. */
  readonly code: number;
  readonly configuration: number;
  readonly failedByConfiguration?: number;
}

/** Three sides on one machine: noise that is theirs together, noise that is each one's own. */
function observe({ code, configuration, failedByConfiguration = 0 }: World, seed: string): Observations {
  const random = seededRandom(seed);
  const shared = Array.from({ length: WINDOWS }, () => Math.exp(0.2 * normal(random)));
  const side = (factor: number, failed: number): Cells => {
    const times = (median: number) =>
      shared.map((level) => median * factor * level * Math.exp(0.05 * normal(random)));
    return {
      requests: shared.map(() => 200),
      failed: shared.map(() => failed),
      ...{ p50: times(10), p90: times(20), p95: times(30), p99: times(60), mean: times(12) },
    };
  };
  const cells = [side(1, 0), side(code * configuration, failedByConfiguration), side(code, 0)];
  const blocks = { name: 'GET /', span: 1 as const, share: 1, cells };
  return {
    sides: [BASE, HEAD, MIXED],
    windows: WINDOWS,
    lost: [],
    mix: { ...blocks, name: '' },
    endpoints: [blocks],
    gauges: [],
    peakMemory: [[], [], []],
    unanswered: [0, 0, 0],
  };
}

function explain(world: World, asked = { metric: 'p95', endpoint: null as string | null }) {
  const observations = observe(world, JSON.stringify(world));
  const evidence = { observations, policy: DEFAULT_POLICY, windowsMost: WINDOWS, seed: '1' };
  return explainChanges({ ...evidence, asked: [asked] })[0];
}

describe('who explains a change', () => {
  test.each([
    ['configuration', { code: 1, configuration: 1.2 }],
    ['code', { code: 1.2, configuration: 1 }],
    ['both', { code: 1.15, configuration: 1.15 }],
    ['neither', { code: 1, configuration: 1 }],
    // A gain of the one hides a loss of the other.
    ['both', { code: 1.2, configuration: 1 / 1.2 }],
    ['configuration', { code: 0.9, configuration: 2 }],
    ['code', { code: 2, configuration: 0.9 }],
  ] as const)('%s', (cause, world) => {
    const explained = explain(world);
    expect(explained?.cause).toBe(cause);
    for (const [part, factor] of [
      [explained?.code, world.code],
      [explained?.configuration, world.configuration],
    ] as const) {
      expect(Math.abs((part?.estimate ?? Number.NaN) - (factor - 1))).toBeLessThan(0.04);
      expect(part?.low).toBeLessThan(part?.estimate ?? Number.NaN);
      expect(part?.high).toBeGreaterThan(part?.estimate ?? Number.NaN);
    }
  });

  test('an endpoint, too', () =>
    expect(explain({ code: 1.2, configuration: 1 }, { metric: 'p50', endpoint: 'GET /' })).toMatchObject({
      endpoint: 'GET /',
      cause: 'code',
    }));

  test('failures in percentage points', () => {
    const explained = explain(
      { code: 1, configuration: 1, failedByConfiguration: 8 },
      { metric: 'errors', endpoint: null },
    );
    expect(explained).toMatchObject({ kind: 'difference', cause: 'configuration' });
    expect(explained?.configuration.estimate).toBeCloseTo(0.04, 2);
  });

  test('what was not measured is not explained', () =>
    expect(explain({ code: 1, configuration: 1 }, { metric: 'cpu', endpoint: null })).toBeUndefined());
});

test('a cause that somebody claims counts for nothing beside the intervals', () => {
  const explained = explain({ code: 1, configuration: 1.2 });
  if (explained === undefined) throw new Error('nothing was explained');
  const claimed = {
    kind: 'measured',
    explained: [{ ...explained, cause: 'code' }],
    windows: 60,
    windowMs: 2000,
  } as const;
  expect(nameCauses(claimed, DEFAULT_POLICY.delta)).toMatchObject({
    explained: [{ cause: 'configuration' }],
  });
});

const at = (low: number, high: number) => ({ estimate: (low + high) / 2, low, high });

test('two parts within the margin are nobody’s change, even if their sum might be beyond it', () =>
  expect(
    findCause(
      { whole: at(-0.02, 0.11), configuration: at(-0.05, 0.08), code: at(-0.03, 0.08) },
      { allowance: 0.01, margin: 0.1 },
    ),
  ).toBe('neither'));

describe('where the intervals leave it open', () => {
  test('one part proven, the other one perhaps as large', () =>
    expect(
      findCause(
        { whole: at(0.1, 0.2), configuration: at(0.03, 0.12), code: at(-0.02, 0.08) },
        { allowance: 0.01, margin: 0.1 },
      ),
    ).toBe('open'));

  test('the whole proven, no part of it', () =>
    expect(
      findCause(
        { whole: at(0.02, 0.06), configuration: at(-0.01, 0.05), code: at(-0.01, 0.05) },
        { allowance: 0.01, margin: 0.1 },
      ),
    ).toBe('open'));

  test('too much noise to rule anything out', () =>
    expect(
      findCause(
        { whole: at(-0.3, 0.9), configuration: at(-0.5, 0.7), code: at(-0.4, 0.8) },
        { allowance: 0.01, margin: 0.1 },
      ),
    ).toBe('open'));

  test('within the allowance for two starts of one build nothing is proven', () =>
    expect(
      findCause(
        { whole: at(0.001, 0.02), configuration: at(0.001, 0.03), code: at(-0.01, 0.01) },
        { allowance: 0.01, margin: 0.1 },
      ),
    ).toBe('neither'));
});

/** Box and Muller. */
const normal = (random: Random): number =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
