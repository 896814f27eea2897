import studentQuantile from '@stdlib/stats-base-dists-t-quantile';
import { mean } from './student.ts';

/** What earlier values of one quantity say about the next one. */
export interface Prediction {
  readonly centre: number;
  /** Sd of the next value about the centre: its own spread, and how little is known of the centre. */
  readonly sd: number;
  /** Degrees of freedom behind the sd. */
  readonly degrees: number;
}

/** A spread that was known before, and how many degrees of freedom it is worth. */
export interface Spread {
  readonly sd: number;
  readonly degrees: number;
}

export interface Guard {
  /** The sd is never taken below this: values that agree better agree by chance. */
  readonly floor: number;
  /** Stands in for a spread where there are too few values to have one. */
  readonly prior: Spread;
}

/** Two values have a spread with one degree of freedom, at which Student's t promises next to nothing. */
const LEAST_VALUES = 3;

/** Student's prediction of one more value from the same normal population; null without any. */
export function predictNext(values: readonly number[], { floor, prior }: Guard): Prediction | null {
  const { length } = values;
  if (length === 0 || !values.every(Number.isFinite)) return null;
  const own = spreadOf(values);
  const spread =
    length < LEAST_VALUES
      ? { sd: Math.max(own, prior.sd, floor), degrees: prior.degrees }
      : { sd: Math.max(own, floor), degrees: length - 1 };
  return { centre: mean(values), sd: spread.sd * Math.sqrt(1 + 1 / length), degrees: spread.degrees };
}

/** How far above the centre the next value lies with probability `tail` at most. */
export const reachOf = ({ sd, degrees }: Prediction, tail: number): number =>
  studentQuantile(1 - tail, degrees) * sd;

/** The shift that lies beyond `reachOf(prediction, tail)` in four of five cases. */
export const seenWithPower = (prediction: Prediction, tail: number): number =>
  reachOf(prediction, tail) + reachOf(prediction, 1 - POWER);

const POWER = 0.8;

/** Sample sd; 0 for a single value. */
function spreadOf(values: readonly number[]): number {
  if (values.length < 2) return 0;
  const centre = mean(values);
  const squares = values.reduce((sum, value) => sum + (value - centre) ** 2, 0);
  return Math.sqrt(squares / (values.length - 1));
}
