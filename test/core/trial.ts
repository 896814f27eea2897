import { createJudge, type JudgePlan } from '../../src/core/judge.ts';
import type { Comparison, Judgement } from '../../src/core/judgement.ts';
import { planLooks } from '../../src/core/looks.ts';
import type { Observations } from '../../src/core/observations.ts';
import { DEFAULT_POLICY, type Policy } from '../../src/core/policy.ts';
import { firstWindows } from '../../src/core/replay.ts';

export const planFor = (windowsMost: number, policy: Partial<Policy> = {}): JudgePlan => ({
  policy: { ...DEFAULT_POLICY, ...policy },
  windowsMost,
  looks: planLooks(windowsMost, 4000),
  seed: 'trial',
});

/** A run as the pipeline conducts it: looks as planned, the end at the first decision. */
export function tryOut(observations: Observations, plan = planFor(observations.windows)): Judgement {
  const judge = createJudge(plan);
  for (const windows of plan.looks) {
    const seen = firstWindows(observations, windows);
    if (judge.look(seen).decision !== 'go on') return judge.conclude(seen);
  }
  return judge.conclude(observations);
}

export function find({ comparisons }: Judgement, metric: string, endpoint: string | null = null): Comparison {
  const found = comparisons.find((each) => each.metric === metric && each.endpoint === endpoint);
  if (found === undefined) throw new Error(`no comparison of ${metric} for ${endpoint ?? 'the run'}`);
  return found;
}

export const namesOf = ({ comparisons }: Judgement, standing: Comparison['standing']): string[] =>
  comparisons
    .filter((each) => each.standing === standing)
    .map(({ metric, endpoint }) => (endpoint === null ? metric : `${endpoint} ${metric}`));
