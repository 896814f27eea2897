import { allowanceFor } from '../core/design.ts';
import { measurementFailure, settingsFailure } from '../core/failure.ts';
import { planLooks } from '../core/looks.ts';
import type { Plan } from '../core/plan.ts';
import type { Policy } from '../core/policy.ts';
import { firstWindows, judgeAgain } from '../core/replay.ts';
import { RESULT_SCHEMA, type Result } from '../core/result.ts';
import { findUnmeasured } from '../core/unmeasured.ts';
import { EVIDENCE, type Evidence } from './report-schema.ts';

/** What a verdict goes by, from a place that the change under test cannot write to. */
export type Rules = Pick<Plan, 'policy' | 'delta'> & { readonly seed: string | null };

/** Reads a result that somebody else wrote. Throws a Failure for whatever is no evidence. */
export function readEvidence(json: Buffer): Evidence {
  const parsed = EVIDENCE.safeParse(parseJson(json));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw measurementFailure(
    `the result is not one that can be judged: ${issue?.path.join('.').slice(0, 200) || 'the whole'}: ${issue?.message.slice(0, 200)}`,
    'Measure and report with the same version of Plimsoll.',
  );
}

/** The whole result anew from its blocks, under our own rules: what it says of its verdict, its looks and its shares counts for nothing. */
export function judgeEvidence(
  { measurement, provenance, observations, notes }: Evidence,
  rules: Rules,
): Result {
  const { windowsMost, windowMs, startsMost } = measurement;
  const policy: Policy = { ...rules.policy, delta: rules.delta ?? allowanceFor(startsMost) };
  const seed = rules.seed ?? measurement.seed;
  const looks = planLooks(windowsMost, windowMs);
  const seen = firstWindows(observations, observations.windows);
  requireMeasured(seen, policy);
  const judgement = judgeAgain(seen, { policy, windowsMost, looks, seed, starts: startsMost });
  // Stricter rules may have been broken before the measuring job stopped.
  const windows = judgement.looks.at(-1)?.windows ?? seen.windows;
  return {
    schema: RESULT_SCHEMA,
    judgement,
    policy,
    measurement: { ...measurement, seed, plannedLooks: looks, windows },
    provenance,
    observations: firstWindows(seen, windows),
    notes,
  };
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

function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return null;
  }
}
