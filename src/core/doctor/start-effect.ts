import { mean, meanAtLeast } from '../../statistics/student.ts';
import type { StartEstimate } from './start-estimate.ts';

/** By how much starts of one build differ on one metric. */
export interface StartEffect {
  readonly metric: string;
  /** Starts with an estimate, over all runs. */
  readonly starts: number;
  /** Sd of head against base from start to start beyond what the noise of windows explains, the order aside; null for too few starts. */
  readonly sd: number | null;
  /** Sd that the noise of windows gives a start's estimate. */
  readonly noise: number | null;
  /** How much more the side that was started first takes; null unless both orders were seen. */
  readonly first: MeanChange | null;
  /** Head against base, which are the same; null for too few starts. */
  readonly head: MeanChange | null;
}

/** A mean over starts with its 95% t interval, as ratios minus one. */
export interface MeanChange {
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
}

/** An sd of fewer values may be wrong by more than half. */
const LEAST_STARTS = 4;
const TAIL = 0.025;

export function describeStarts(metric: string, starts: readonly StartEstimate[]): StartEffect {
  // Both sides run one build, so the sign of an effect is the order's: positive where the first one takes more.
  const signed = starts.map(({ baseFirst, effect }) => (baseFirst ? -effect : effect));
  const noise = mean(starts.map((start) => start.noise));
  const bothOrders = new Set(starts.map(({ baseFirst }) => baseFirst)).size === 2;
  return {
    metric,
    starts: starts.length,
    sd: starts.length < LEAST_STARTS ? null : Math.sqrt(Math.max(0, variance(signed) - noise)),
    noise: starts.length === 0 ? null : Math.sqrt(noise),
    first: bothOrders ? meanChange(signed) : null,
    head: meanChange(starts.map(({ effect }) => effect)),
  };
}

const LEAST_ALLOWANCE = 0.01;
/** The factor at which starts of one build raised an alarm in at most 0.5% of simulated runs. */
const SAFETY = 1.5;

/**
 * The allowance that covers what runs with so many starts may differ by: max(1%, 1.5 × sd × √(2 / starts)) of the metric that
 * varies most, rounded up to a tenth of a percent. An even number of starts cancels the bias of their order; one start carries it in full.
 */
export function suggestAllowance(effects: readonly StartEffect[], starts: number): number | null {
  const spreads = effects.flatMap(({ sd, first }) => {
    if (sd === null) return [];
    return [starts === 1 && first !== null ? Math.hypot(sd, Math.log1p(first.estimate)) : sd];
  });
  if (spreads.length === 0) return null;
  const wanted = SAFETY * Math.max(...spreads) * Math.sqrt(2 / starts);
  return Math.max(LEAST_ALLOWANCE, Math.ceil(1000 * wanted - 1e-9) / 1000);
}

function meanChange(values: readonly number[]): MeanChange | null {
  if (values.length < 2) return null;
  return {
    estimate: Math.expm1(mean(values)),
    low: Math.expm1(meanAtLeast(values, TAIL)),
    high: Math.expm1(
      -meanAtLeast(
        values.map((value) => -value),
        TAIL,
      ),
    ),
  };
}

function variance(values: readonly number[]): number {
  const centre = mean(values);
  return values.reduce((sum, value) => sum + (value - centre) ** 2, 0) / (values.length - 1);
}
