import { z } from 'zod';
import { RESULT_SCHEMA, type Result } from '../../core/result.ts';
import { against } from './against.ts';
import { backlogFinding } from './backlog.ts';
import { capacityFinding, growthFinding } from './beyond.ts';
import { configurationFinding } from './configuration.ts';
import { history } from './history.ts';
import { judgement } from './judgement.ts';
import { measurement, provenance } from './measurement.ts';
import { findMismatch } from './mismatch.ts';
import { type Fields, text } from './numbers.ts';
import { observations } from './observations.ts';
import { policy } from './policy.ts';

const MOST_NOTES = 500;
const MOST_DASHBOARDS = 100;

/**
 * What a result file holds: the one source of the published schema, and what reads results again. Parts may be added within a
 * version; readers pass over what they do not know.
 */
export const RESULT: z.ZodType<Result> = z
  .object({
    schema: z.literal(RESULT_SCHEMA).describe('Name and version of this schema.'),
    against: against
      .exactOptional()
      .describe('What head was held against; absent where both versions ran side by side.'),
    judgement,
    policy,
    measurement,
    provenance,
    observations,
    capacity: capacityFinding.exactOptional().describe('Absent where capacities were not compared.'),
    backlog: backlogFinding.exactOptional().describe('Absent where no queues were seen.'),
    growth: growthFinding.exactOptional().describe('Absent where growth was not tried.'),
    configuration: configurationFinding
      .exactOptional()
      .describe('Absent where nothing was declared to be configuration.'),
    history: history
      .exactOptional()
      .describe('The last commits of the default branch; absent where too few are recorded.'),
    dashboards: z
      .array(z.object({ name: text, url: text }))
      .max(MOST_DASHBOARDS)
      .exactOptional()
      .describe('Dashboards, opened on the time of the run; absent where no Grafana was named.'),
    notes: z
      .array(text)
      .max(MOST_NOTES)
      .describe('Remarks that belong beside the verdict, most important first, in plain text.'),
  } satisfies Fields<Result>)
  .superRefine(({ observations: seen }, context) => {
    const problem = findMismatch(seen);
    if (problem !== null)
      context.addIssue({ code: 'custom', path: [problem], message: 'does not fit the rest' });
  });
