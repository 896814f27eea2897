import { z } from 'zod';
import type { BacklogFinding } from '../core/backlog/finding.ts';
import type { CapacityFinding } from '../core/capacity/finding.ts';
import type { ConfigurationFinding } from '../core/configuration/finding.ts';
import type { GrowthFinding } from '../core/growth/finding.ts';
import type { Observations } from '../core/observations.ts';
import type { Policy } from '../core/policy.ts';
import type { Measurement, Provenance } from '../core/result.ts';
import { RESULT_SCHEMA } from '../core/result.ts';
import { BASE, HEAD } from '../core/side.ts';
import { backlogFinding } from './result-schema/backlog.ts';
import { capacityFinding, growthFinding } from './result-schema/beyond.ts';
import { configurationFinding } from './result-schema/configuration.ts';
import { measurement, provenance } from './result-schema/measurement.ts';
import { findMismatch } from './result-schema/mismatch.ts';
import { observations } from './result-schema/observations.ts';
import { rules } from './result-schema/policy.ts';

/** What a stranger's result may say: the evidence alone. A verdict that it brings along is not even read. */
export interface Evidence {
  readonly measurement: Measurement;
  readonly provenance: Provenance;
  readonly observations: Observations;
  /** With what was measured; what was made of it is found out anew. */
  readonly capacity?: CapacityFinding;
  readonly growth?: GrowthFinding;
  readonly backlog?: BacklogFinding;
  readonly configuration?: ConfigurationFinding;
  readonly notes: readonly string[];
  /** What the measuring job went by, to be shown; null where it cannot be read. */
  readonly rules: Omit<Policy, 'delta'> | null;
}

/** Judging takes time that grows with these: less than a file of one's own may hold. */
const MOST = { endpoints: 1000, gauges: 200 } as const;
const MOST_NOTES = 20;
const LONGEST_NOTE = 500;
const MOST_MS = 60_000;

/** Bounded in every direction; numbers are finite because JSON that overflows is Infinity and refused. */
export const EVIDENCE: z.ZodType<Evidence> = z
  .object({
    schema: z.literal(RESULT_SCHEMA),
    against: z.undefined({ error: 'not measured side by side, which is what can be judged anew' }).optional(),
    measurement,
    provenance,
    observations,
    capacity: capacityFinding.exactOptional(),
    growth: growthFinding.exactOptional(),
    backlog: backlogFinding.exactOptional(),
    configuration: configurationFinding.exactOptional(),
    policy: rules.nullable().catch(null),
    notes: z
      .array(z.string())
      .transform((notes) => notes.slice(0, MOST_NOTES).map((note) => note.slice(0, LONGEST_NOTE))),
  })
  .superRefine(({ measurement: measured, observations: seen }, context) => {
    const problem = findMismatch(seen) ?? findExcess(seen) ?? findOdd(measured, seen);
    if (problem === null) return;
    context.addIssue({ code: 'custom', path: [problem], message: 'does not fit the rest' });
  })
  .transform(({ policy, schema, against, ...evidence }) => ({ ...evidence, rules: policy }));

function findExcess({ endpoints, gauges }: Observations): string | null {
  if (endpoints.length > MOST.endpoints) return 'observations.endpoints';
  return gauges.length > MOST.gauges ? 'observations.gauges' : null;
}

/** What no measurement of base beside head looks like. */
function findOdd(
  { windowMs, slotMs, windowsMost, dropped }: Measurement,
  { sides, windows }: Observations,
): string | null {
  if (sides.length !== 2 || sides[0] !== BASE || sides[1] !== HEAD) return 'observations.sides';
  if (windows > windowsMost || windowsMost < 1) return 'observations.windows';
  if (windowMs > MOST_MS || slotMs > MOST_MS) return 'measurement.windowMs';
  return dropped.length === 2 ? null : 'measurement.dropped';
}
