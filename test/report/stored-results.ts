import type { Comparison } from '../../src/core/judgement.ts';
import type { Result, StoredAgainst } from '../../src/core/result.ts';
import { HEAD, REFERENCE } from '../../src/core/side.ts';
import { buildResult, comparison, quietEndpoint, quietRun } from './result-builder.ts';

export const AGAINST: StoredAgainst = {
  kind: 'stored',
  runs: 14,
  form: 'ratio',
  nearest: { commit: '5d6f708192a3b4c5d6e7f81f3c9aa0c8d94f1c8a', distance: 3 },
  differences: ['other CPU model: AMD EPYC 7763 now, Intel Xeon Platinum 8370C then'],
  where: 'branch plimsoll of origin',
};

/** The same result as one of head alone, held against recordings. */
export function stored(
  recipe: Parameters<typeof buildResult>[0],
  against: Partial<StoredAgainst> = {},
): Result {
  const result = buildResult({ windows: 30, ...recipe });
  return {
    ...result,
    against: { ...AGAINST, ...against },
    judgement: { ...result.judgement, looks: [] },
    measurement: {
      ...result.measurement,
      windowsMost: 30,
      plannedLooks: [],
      starts: [{ order: [REFERENCE, HEAD], startUpMs: 1240, firstWindow: 0 }],
    },
    observations: { ...result.observations, sides: [REFERENCE, HEAD] },
  };
}

/** Rows as recordings allow them: wide. */
const wide = (overrides: Parameters<typeof quietRun>[0] = {}): Comparison[] =>
  quietRun({
    p50: { base: 12.1, head: 12.3, change: 0.017, half: 0.07, sees: 0.16, standing: 'open' },
    p90: { base: 31.2, head: 31.9, change: 0.022, half: 0.11, sees: 0.27, standing: 'open' },
    p95: { base: 48, head: 49.9, change: 0.04, half: 0.16, sees: 0.38, standing: 'open' },
    p99: { base: 97.4, head: 99.1, change: 0.017, half: 0.3, sees: 0.7, standing: 'shown' },
    mean: { base: 16.8, head: 17, change: 0.012, half: 0.07, sees: 0.17, standing: 'held' },
    cpu: { base: 3.12, head: 3.15, change: 0.009, half: 0.06, sees: 0.14 },
    ...overrides,
  });

const shown = (comparisons: readonly Comparison[]): Comparison[] =>
  comparisons.map((one) => ({ ...one, standing: 'shown' }));

const alone = (comparisons: readonly Comparison[]): Comparison[] =>
  comparisons.map((one) => ({ ...one, base: null, change: null, resolution: null, standing: 'shown' }));

export const STORED: Readonly<Record<string, () => Result>> = {
  'stored-fail': () =>
    stored({
      verdict: 'fail',
      reason: { kind: 'worse' },
      comparisons: [
        ...wide({ p95: { base: 48, head: 81.6, change: 0.7, half: 0.24, sees: 0.38, standing: 'worse' } }),
        comparison('POST /checkout', 'p95', {
          base: 61.2,
          head: 128,
          change: 1.09,
          half: 0.4,
          sees: 0.5,
          standing: 'worse',
        }),
        ...quietEndpoint('GET /', 24),
      ],
      notes: ['cpu changed at 8a1f6a3 and is held against the 6 recordings since then.'],
    }),

  'stored-open': () =>
    stored({
      verdict: 'inconclusive',
      reason: { kind: 'open', windowsNeeded: null },
      comparisons: [...wide(), ...quietEndpoint('GET /', 24)],
    }),

  'stored-pass': () =>
    stored(
      {
        verdict: 'pass',
        reason: { kind: 'held' },
        comparisons: [...quietRun(), ...quietEndpoint('GET /', 24)],
      },
      {
        runs: 20,
        form: 'raw',
        nearest: { commit: AGAINST.nearest?.commit ?? '', distance: 0 },
        differences: [],
      },
    ),

  'stored-first': () =>
    stored(
      { verdict: 'inconclusive', reason: { kind: 'no baseline' }, comparisons: alone(wide()) },
      { runs: 0, nearest: null, differences: [] },
    ),

  'stored-not-comparable': () =>
    stored(
      {
        verdict: 'inconclusive',
        reason: {
          kind: 'not comparable',
          differences: ['script changed', 'other k6: 2.1.0 now, 2.2.0 then'],
        },
        comparisons: shown(wide()),
      },
      {
        differences: [
          'script changed',
          'other k6: 2.1.0 now, 2.2.0 then',
          'other kernel: 6.11 now, 6.8 then',
        ],
      },
    ),

  'stored-missing': () =>
    stored({
      verdict: 'fail',
      reason: {
        kind: 'missing metric',
        missing: [
          { metric: 'p50', endpoint: 'POST /checkout' },
          { metric: 'p95', endpoint: 'POST /checkout' },
        ],
      },
      comparisons: [
        ...wide(),
        ...quietEndpoint('POST /checkout', 60)
          .slice(0, 2)
          .map((one) => ({
            ...one,
            head: null,
            change: null,
            resolution: null,
            margin: null,
            standing: 'shown' as const,
          })),
      ],
    }),
};
