import { z } from 'zod';
import type { CapacityFinding } from '../../core/capacity/finding.ts';
import type { GrowthStep } from '../../core/growth/find-stall.ts';
import type { GrowthFinding } from '../../core/growth/finding.ts';
import { comparison } from './judgement.ts';
import { amount, count, type Fields, share } from './numbers.ts';

const MOST_PAIRS = 1000;
const MOST_STEPS = 100;

const goodput = z.array(amount.nullable()).max(MOST_PAIRS);

export const capacityFinding: z.ZodType<CapacityFinding> = z
  .object({
    comparison,
    goodput: z
      .object({ base: goodput, head: goodput })
      .refine(({ base, head }) => base.length === head.length, { message: 'expected pairs' })
      .describe('Successful requests per second, pair by pair; null where a block could not be counted.'),
    pairsMost: count.min(1).max(MOST_PAIRS).describe('Pairs of blocks at most.'),
    blockMs: z.number().min(1).max(1e6),
    users: count.describe('Users who kept each side busy.'),
    alpha: share.describe("Its share of the false alarms, beside the policy's."),
  } satisfies Fields<CapacityFinding>)
  .refine(({ goodput: { base }, pairsMost }) => base.length <= pairsMost, { path: ['goodput'] })
  .meta({ id: 'CapacityFinding', description: "Head's capacity against base's, both saturated in turn." });

const step = z
  .object({
    factor: z.number().min(0).max(1e6).describe("Multiple of today's load."),
    offered: amount.describe('Requests per second that the offered iterations would make.'),
    goodput: amount.describe('Requests per second that came to a good end.'),
    failedShare: share,
    p50Ms: amount.nullable(),
    p95Ms: amount.nullable(),
    inFlight: amount.describe('Mean requests in flight.'),
    cpuMs: amount.nullable().describe('CPU time per request; null where the system does not tell.'),
  } satisfies Fields<GrowthStep>)
  .meta({ id: 'GrowthStep', description: "A side at one multiple of today's load." });

const stall = z.object({
  factor: amount,
  signs: z.array(z.enum(['errors', 'goodput', 'latency'])).max(3),
});

const side = z.object({
  steps: z.array(step).max(MOST_STEPS),
  stall: stall.nullable().describe('Where it stops keeping up; null where it stood every step.'),
});

export const growthFinding: z.ZodType<GrowthFinding> = z
  .object({
    expectedRate: amount.describe("Today's load, iterations per second."),
    base: side,
    head: side,
    confirmation: z
      .object({ factor: amount, base: step, head: step, confirmed: z.boolean() })
      .nullable()
      .describe('The step at which head alone stalled, tried again; null where nothing called for it.'),
  } satisfies Fields<GrowthFinding>)
  .meta({ id: 'GrowthFinding', description: 'How both sides bear growth.' });
