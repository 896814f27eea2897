import type { Spread } from '../../statistics/prediction.ts';
import type { Form } from './conditions.ts';

/**
 * How much two runs of one version differ before anything is known of a service: sds of logarithms over twelve starts of one
 * HTTP service with neighbours that took 10 to 70% of a core, beside a reference service and without. p99 and memory were not
 * measured: p99 gets half as much again as p95, memory what CPU has raw. They serve for one or two recordings only.
 */
const SPREADS: Readonly<Record<string, Readonly<Record<Form, number>>>> = {
  p50: { ratio: 0.042, raw: 0.071 },
  p90: { ratio: 0.245, raw: 0.315 },
  p95: { ratio: 0.261, raw: 0.401 },
  p99: { ratio: 0.39, raw: 0.6 },
  mean: { ratio: 0.104, raw: 0.162 },
  throughput: { ratio: 0.104, raw: 0.162 },
  cpu: { ratio: 0.032, raw: 0.048 },
  memory: { ratio: 0.048, raw: 0.048 },
};

/** What a script measures itself is as uncertain as the worst of ours. */
const UNKNOWN = 0.6;
/** One service on one machine: worth a sample of four, however many starts it had. */
const DEGREES = 3;
/** Share of failures, as a plain difference. */
const SHARE_SD = 0.001;

export const priorSpread = (metric: string, form: Form): Spread => ({
  sd: SPREADS[metric]?.[form] ?? UNKNOWN,
  degrees: DEGREES,
});

export const SHARE_PRIOR: Spread = { sd: SHARE_SD, degrees: DEGREES };
