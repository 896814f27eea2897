import { type Flips, sumSigned } from './flips.ts';
import { mirrorPairs, type Pairs, placeScores, scorePairs, statistic } from './pairs.ts';
import { largestBut } from './spending.ts';

/** Probability in each tail of a 95% interval. */
export const TAIL = 0.025;
/** Bisection to 10^-7 of the range of the differences. */
const HALVINGS = 24;
/** 2^-5 is more than the tail: five signs reject nothing. */
const LEAST_PAIRS = 6;
/** The critical value hardly moves with the effect: two corrections settle it. */
const CORRECTIONS = 3;

export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** The effect at which the scores balance: a robust centre of the differences per unit of exposure. NaN for no pairs. */
export function estimateEffect(pairs: Pairs): number {
  const effects = pairs.differences.map((difference, i) => difference / (pairs.exposure[i] as number));
  if (effects.length === 0) return Number.NaN;
  let low = effects.reduce((least, effect) => Math.min(least, effect));
  let high = effects.reduce((most, effect) => Math.max(most, effect));
  for (let i = 0; i < HALVINGS && low < high; i++) {
    const middle = (low + high) / 2;
    const balance = scorePairs(pairs, middle).reduce((sum, score) => sum + score, 0);
    if (balance >= 0) low = middle;
    if (balance <= 0) high = middle;
  }
  return (low + high) / 2;
}

/**
 * All effects that the sign-flip test does not reject at `tail` on either side: a 95% interval at 2.5%. Ends are infinite
 * where there are too few pairs to reject anything.
 */
export function invertTest(flips: Flips, pairs: Pairs, estimate: number, tail = TAIL): Interval {
  if (pairs.differences.length < LEAST_PAIRS) {
    return { low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY };
  }
  return {
    low: lowestEffect({ flips, pairs, tail }, estimate),
    high: -lowestEffect({ flips, pairs: mirrorPairs(pairs), tail }, -estimate),
  };
}

interface Question {
  readonly flips: Flips;
  readonly pairs: Pairs;
  readonly tail: number;
}

/** Below this effect the pairs are too far to the worse side to be chance. */
function lowestEffect(question: Question, estimate: number): number {
  let effect = estimate;
  for (let i = 0; i < CORRECTIONS; i++) {
    effect = effectAt(question.pairs, estimate, criticalValue(question, effect));
    if (!Number.isFinite(effect)) break;
  }
  return effect;
}

function criticalValue({ flips, pairs, tail }: Question, effect: number): number {
  const sums = new Float64Array(flips.count);
  sumSigned(flips, placeScores(pairs, scorePairs(pairs, effect), 1), sums);
  return largestBut(sums, Math.floor(tail * flips.count));
}

/** The effect below the estimate at which the statistic of the pairs reaches `critical`. */
function effectAt(pairs: Pairs, estimate: number, critical: number): number {
  let step = Math.max(
    ...pairs.differences.map((difference, i) =>
      Math.abs(difference / (pairs.exposure[i] as number) - estimate),
    ),
    1e-6,
  );
  const rejects = (effect: number): boolean => statistic(scorePairs(pairs, effect)) > critical;
  let low = estimate - step;
  for (let i = 0; !rejects(low); i++) {
    if (i === 10) return Number.NEGATIVE_INFINITY;
    step *= 2;
    low = estimate - step;
  }
  let high = estimate;
  for (let i = 0; i < HALVINGS; i++) {
    const middle = (low + high) / 2;
    if (rejects(middle)) low = middle;
    else high = middle;
  }
  return high;
}
