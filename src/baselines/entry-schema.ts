import { z } from 'zod';
import { BASELINE_SCHEMA } from '../core/baseline/recording.ts';

export const COMMIT = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;

/** Unknown keys are kept: a later Plimsoll may add some, and an older one appends to its entries. */
const commit = z.string().regex(COMMIT, 'expected a commit id');
const natural = z.number().nonnegative();

const conditions = z.looseObject({
  plimsoll: z.string(),
  engine: z.looseObject({ name: z.string(), version: z.string() }),
  script: z.string(),
  load: z.looseObject({ rate: natural, windows: natural, windowMs: natural }),
  machine: z.looseObject({
    cpu: z.string(),
    cores: natural,
    memoryBytes: natural,
    kernel: z.string(),
    image: z.string(),
  }),
  target: z.string(),
  reference: z.string().nullable(),
});

const level = z
  .looseObject({
    metric: z.string(),
    endpoint: z.string().nullable(),
    unit: z.enum(['ms', 'share', 'bytes', 'per second', 'count', 'none']),
    scale: z.enum(['log', 'count', 'linear']),
    value: z.number(),
    ratio: z.number().positive().nullable(),
    spread: natural,
    requests: natural,
    blocks: natural.optional(),
  })
  .refine(({ scale, value }) => scale !== 'log' || value > 0, {
    path: ['value'],
    message: 'expected more than 0 on a log scale',
  })
  .refine(({ scale, unit, value }) => (scale === 'linear' && unit !== 'ms') || value >= 0, {
    path: ['value'],
    message: 'expected no negative number',
  });

const recording = z.looseObject({
  commit,
  at: natural,
  run: z.string().min(1),
  release: z.string().nullable(),
  conditions,
  levels: z.array(level),
  sketches: z.array(z.looseObject({ endpoint: z.string(), encoded: z.string() })),
});

/** What lies in a store under the name of a commit. */
export const ENTRY = z.looseObject({
  schema: z.literal(BASELINE_SCHEMA),
  commit,
  recordings: z.array(recording).min(1, 'expected at least one recording'),
});
