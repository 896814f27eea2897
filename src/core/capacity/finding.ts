import type { Comparison, Judgement } from '../judgement.ts';
import { planLooks } from '../looks.ts';
import { type CapacityTestPlan, createCapacityTest, type Goodput } from './capacity-test.ts';

/** Head's capacity against base's: everything it rests on, so that it can be judged again. */
export interface CapacityFinding {
  readonly comparison: Comparison;
  readonly goodput: Goodput;
  /** Pairs of blocks at most, and the length of a block, ms. */
  readonly pairsMost: number;
  readonly blockMs: number;
  /** Users who kept each side busy. */
  readonly users: number;
  /** Its share of the false alarms, beside the policy's. */
  readonly alpha: number;
}

/** Replays finished pairs look by look: the same pairs, the same comparison. `plan.policy` holds capacity's own share of alpha. */
export function compareAgain(goodput: Goodput, blockMs: number, plan: CapacityTestPlan): Comparison {
  const test = createCapacityTest(plan);
  const looks = planLooks(plan.pairsMost, 2 * blockMs).filter((look) => look <= goodput.base.length);
  for (const look of looks) {
    const seen = { base: goodput.base.slice(0, look), head: goodput.head.slice(0, look) };
    if (test.look(seen) !== 'go on') return test.conclude(seen);
  }
  return test.conclude(goodput);
}

/** A judgement that knows of capacity: a loss fails, and a pass needs capacity held as it needs everything else. */
export function withCapacity(judgement: Judgement, { comparison }: CapacityFinding): Judgement {
  const { comparisons } = judgement;
  const run = comparisons.filter(({ endpoint }) => endpoint === null);
  const rest = comparisons.filter(({ endpoint }) => endpoint !== null);
  const known = { ...judgement, comparisons: [...run, comparison, ...rest] };
  const { standing, margin } = comparison;
  if (standing === 'worse' && judgement.reason.kind !== 'does not serve') {
    return { ...known, verdict: 'fail', reason: { kind: 'worse' } };
  }
  if (standing === 'open' && margin !== null && judgement.verdict === 'pass') {
    return { ...known, verdict: 'inconclusive', reason: { kind: 'open', windowsNeeded: null } };
  }
  return known;
}
