import { z } from 'zod';
import type { History } from '../../core/baseline/history.ts';
import type { HistoryChange, HistoryPoint, MetricHistory } from '../../core/baseline/metric-history.ts';
import { count, type Fields, number, text, unit } from './numbers.ts';

const MOST_METRICS = 2000;
const MOST_POINTS = 500;
const MOST_LEFT_OUT = 100;

const commit = z.string().max(64);
const time = z.number().min(0).max(1e14);

const point = z.object({
  commit,
  at: time.describe('Epoch ms of its newest recording.'),
  release: text.nullable(),
  value: number,
} satisfies Fields<HistoryPoint>);

const change = z.object({
  index: count.describe('Of the commit among the points.'),
  commit,
  before: number,
  after: number,
  change: number.describe('A ratio minus one on a log scale, else a difference.'),
  pValue: number,
} satisfies Fields<HistoryChange>);

const metric = z
  .object({
    metric: text,
    endpoint: text.nullable(),
    unit,
    scale: z.enum(['log', 'count', 'linear']),
    form: z.enum(['ratio', 'raw']),
    points: z.array(point).max(MOST_POINTS).describe('Oldest first.'),
    levels: z
      .array(number)
      .max(MOST_POINTS + 1)
      .describe('Typical value of each stretch between changes.'),
    changes: z.array(change).max(MOST_POINTS),
  } satisfies Fields<MetricHistory>)
  .meta({ id: 'MetricHistory', description: 'One metric over the recorded commits of the default branch.' });

export const history: z.ZodType<History> = z.object({
  metrics: z.array(metric).max(MOST_METRICS),
  leftOut: z
    .array(z.object({ words: text, recordings: count }))
    .max(MOST_LEFT_OUT)
    .describe('Recordings that cannot be compared with the newest, counted by why.'),
} satisfies Fields<History>);
