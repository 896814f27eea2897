import { createJudge } from '../../src/core/judge.ts';
import { planLooks } from '../../src/core/looks.ts';
import { DEFAULT_POLICY, type Policy } from '../../src/core/policy.ts';
import type { Result } from '../../src/core/result.ts';
import { type SyntheticRun, synthesize } from '../core/synthetic.ts';
import { buildResult } from '../report/result-builder.ts';

const WINDOWS_MOST = 75;

/** A result whose verdict follows from its blocks, as a real run leaves it. */
export function measureSynthetic(run: Partial<SyntheticRun> = {}, policy: Policy = DEFAULT_POLICY): Result {
  const observations = synthesize({ windows: 45, ...run });
  const looks = planLooks(WINDOWS_MOST, 2000);
  const judge = createJudge({ policy, windowsMost: WINDOWS_MOST, looks, seed: 'synthetic', starts: 4 });
  const judgement = judge.conclude(observations);
  const shell = buildResult({ verdict: judgement.verdict, reason: judgement.reason, comparisons: [] });
  return {
    ...shell,
    judgement,
    policy,
    measurement: {
      ...shell.measurement,
      seed: 'synthetic',
      windows: observations.windows,
      windowsMost: WINDOWS_MOST,
      plannedLooks: looks,
    },
    observations,
  };
}
