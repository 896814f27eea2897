import type { Comparison, Verdict } from '../judgement.ts';
import type { Result } from '../result.ts';

/** One comparison of a build with itself, in short. */
export interface ExaminedRun {
  readonly seed: string;
  /** Epoch ms. */
  readonly startedAt: number;
  readonly verdict: Verdict;
  /** Load until the verdict, s. */
  readonly seconds: number;
  readonly starts: number;
  /** The run's headline metrics, those that were measured. */
  readonly changes: readonly Pick<Comparison, 'metric' | 'unit' | 'kind' | 'change'>[];
  /** What an alarm was about. */
  readonly worse: readonly Pick<Comparison, 'metric' | 'endpoint'>[];
}

export const HEADLINES = ['p50', 'p95', 'cpu'] as const;

export function summariseRun({ judgement, measurement, provenance }: Result): ExaminedRun {
  const ofRun = judgement.comparisons.filter(({ endpoint }) => endpoint === null);
  return {
    seed: measurement.seed,
    startedAt: provenance.startedAt,
    verdict: judgement.verdict,
    seconds: (measurement.windows * measurement.windowMs) / 1000,
    starts: measurement.starts.length,
    changes: HEADLINES.flatMap((headline) => ofRun.filter(({ metric }) => metric === headline)).map(
      ({ metric, unit, kind, change }) => ({ metric, unit, kind, change }),
    ),
    worse: judgement.comparisons
      .filter(({ standing }) => standing === 'worse')
      .map(({ metric, endpoint }) => ({ metric, endpoint })),
  };
}
