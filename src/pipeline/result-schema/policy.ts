import { z } from 'zod';
import type { MetricName, Policy } from '../../core/policy.ts';
import { amount, type Fields, MOST_ENDPOINTS, share, text } from './numbers.ts';

const margins = z
  .record(text, z.number().min(0).max(1000).nullable())
  .describe('By metric; 0.1 is 10% (0.1 = 10 pp for shares). Null: shown, not gated.');

const limit = z.object({
  metric: text.transform((metric) => metric as MetricName),
  endpoint: text.nullable().describe('Null for the run as a whole.'),
  most: amount,
});

const fields = {
  alpha: share.describe('Probability that no change ends in fail.'),
  beta: share.describe('Probability that a metric worse by its margin passes.'),
  margins: z
    .object({ run: margins, endpoint: margins, endpoints: z.record(text, margins) })
    .describe('The change for the worse that a pass must rule out.'),
  limits: z.array(limit).max(MOST_ENDPOINTS).describe('Bounds on head that hold whatever base does.'),
};

/** What a measuring job went by, as far as it can be told by others. */
export const rules: z.ZodType<Omit<Policy, 'delta'>> = z.object(fields);

export const policy: z.ZodType<Policy> = z
  .object({
    ...fields,
    delta: amount.describe('Change that is never held against head, as a ratio minus one.'),
  } satisfies Fields<Policy>)
  .meta({ id: 'Policy', description: 'The rules of the verdict.' });
