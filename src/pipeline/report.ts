import { type BacklogFinding, withBacklog } from '../core/backlog/finding.ts';
import { type BacklogRules, backlogAlphaShare, judgeBacklog } from '../core/backlog/judge-backlog.ts';
import { pairStarts } from '../core/capacity/block-plan.ts';
import { CAPACITY_ALPHA_SHARE } from '../core/capacity/capacity-test.ts';
import { type CapacityFinding, compareAgain, withCapacity } from '../core/capacity/finding.ts';
import { nameCauses } from '../core/configuration/cause.ts';
import { allowanceFor } from '../core/design.ts';
import { settingsFailure } from '../core/failure.ts';
import { type GrowthFinding, judgeGrowth, withGrowth } from '../core/growth/finding.ts';
import { planLooks } from '../core/looks.ts';
import type { Plan } from '../core/plan.ts';
import type { Policy } from '../core/policy.ts';
import { firstWindows, judgeAgain } from '../core/replay.ts';
import { RESULT_SCHEMA, type Result } from '../core/result.ts';
import { findUnmeasured } from '../core/unmeasured.ts';
import { parseResult } from './read-result.ts';
import { EVIDENCE, type Evidence } from './report-schema.ts';

/** What a verdict goes by, from a place that the change under test cannot write to. */
export type Rules = Pick<Plan, 'policy' | 'delta'> & { readonly seed: string | null };

/** Reads a result that somebody else wrote. Throws a Failure for whatever is no evidence. */
export const readEvidence = (json: Buffer): Evidence =>
  parseResult(json, EVIDENCE, 'the result is not one that can be judged');

/** The whole result anew from its blocks, under our own rules: what it says of its verdict, its looks and its shares counts for nothing. */
export function judgeEvidence(evidence: Evidence, rules: Rules): Result {
  const { measurement, provenance, observations, notes } = evidence;
  const { windowsMost, windowMs, startsMost } = measurement;
  const seed = rules.seed ?? measurement.seed;
  const capacity = compareCapacityAgain(evidence, { ...rules, seed });
  const growth = judgeGrowthAgain(evidence);
  const policy: Policy = {
    ...rules.policy,
    alpha: (1 - sharesElsewhere(evidence, rules.policy)) * rules.policy.alpha,
    delta: rules.delta ?? allowanceFor(startsMost),
  };
  const looks = planLooks(windowsMost, windowMs);
  const seen = firstWindows(observations, observations.windows);
  requireMeasured(seen, policy);
  const atRate = judgeAgain(seen, { policy, windowsMost, looks, seed, starts: startsMost });
  // Stricter rules may have been broken before the measuring job stopped.
  const windows = atRate.looks.at(-1)?.windows ?? seen.windows;
  const counted = { ...measurement, seed, plannedLooks: looks, windows };
  const backlog = judgeBacklogAgain(evidence, { policy: rules.policy, measurement: counted });
  const withQueues = backlog === null ? atRate : withBacklog(atRate, backlog);
  const withRoom = capacity === null ? withQueues : withCapacity(withQueues, capacity);
  return {
    schema: RESULT_SCHEMA,
    judgement: growth === null ? withRoom : withGrowth(withRoom, growth),
    policy,
    measurement: counted,
    provenance,
    observations: firstWindows(seen, windows),
    ...(backlog === null ? {} : { backlog }),
    ...(capacity === null ? {} : { capacity }),
    ...(growth === null ? {} : { growth }),
    ...readAgain(evidence, policy),
    notes,
  };
}

/** The part of alpha that is not left for requests once capacity and queues have had theirs. */
const sharesElsewhere = ({ capacity, backlog }: Evidence, policy: Rules['policy']): number =>
  (capacity === undefined ? 0 : CAPACITY_ALPHA_SHARE) +
  (backlog === undefined ? 0 : backlogAlphaShare(policy));

/** From the blocks of the queues; null where none were seen. */
const judgeBacklogAgain = ({ backlog }: Evidence, rules: BacklogRules): BacklogFinding | null =>
  backlog === undefined || backlog.queues.length === 0 ? null : judgeBacklog(backlog.queues, rules);

/** From the pairs of blocks, at our own share of alpha; null where capacities were not compared. */
function compareCapacityAgain(
  { capacity, measurement }: Evidence,
  { policy, delta, seed }: Rules & { readonly seed: string },
): CapacityFinding | null {
  if (capacity === undefined) return null;
  const { goodput, blockMs, pairsMost } = capacity;
  const alpha = CAPACITY_ALPHA_SHARE * policy.alpha;
  const startUpMs = measurement.starts[0]?.startUpMs ?? 0;
  const starts = pairStarts(startUpMs, { blockMs, pairsMost, guardMs: 0 }).length;
  const own: Policy = { ...policy, alpha, delta: delta ?? allowanceFor(starts) };
  const comparison = compareAgain(goodput, blockMs, { policy: own, pairsMost, seed });
  return { ...capacity, comparison, alpha };
}

/** What configuration has to do with it, as far as its intervals say so. */
function readAgain({ configuration }: Evidence, { delta }: Policy): Pick<Result, 'configuration'> {
  if (configuration === undefined) return {};
  const { attribution, ...finding } = configuration;
  if (attribution === undefined) return { configuration };
  return { configuration: { ...finding, attribution: nameCauses(attribution, delta) } };
}

/** From the steps of both sides; null where growth was not tried. */
function judgeGrowthAgain({ growth }: Evidence): GrowthFinding | null {
  if (growth === undefined) return null;
  const { expectedRate, base, head, confirmation } = growth;
  const again = confirmation === null ? null : { base: confirmation.base, head: confirmation.head };
  return judgeGrowth({ expectedRate, base: base.steps, head: head.steps, again });
}

/** A rule for an endpoint that was not loaded holds for nothing, and must not look as if it did. */
export function requireMeasured(
  observations: Result['observations'],
  policy: Pick<Policy, 'margins' | 'limits'>,
): void {
  const missing = findUnmeasured(observations, policy);
  if (missing.length === 0) return;
  throw settingsFailure(
    [
      `the rules name ${missing.length === 1 ? 'an endpoint' : `${missing.length} endpoints`} that no request went to:`,
      ...missing.slice(0, 20),
    ].join('\n'),
    'Let the script load them again, or take their margins and limits (or set them to off) out of plimsoll.yml on the base branch.',
  );
}
