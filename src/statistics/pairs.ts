import { median, medianAbsoluteDeviation, medianInPlace } from './quantile.ts';

/** Estimates the sd of a normal sample from its median absolute deviation. */
export const MAD_TO_SD = 1.4826;

/** Paired blocks of two sides on one metric, turned so that a positive difference is a change for the worse. */
export interface Pairs {
  /** Second side minus first. */
  readonly differences: Float64Array;
  /** What a unit of effect adds to each difference: 1 for logarithms, requests for counts of failures. */
  readonly exposure: Float64Array;
  /** Each pair's own weight in (0, 1]. Must not depend on which side is which. */
  readonly weights: Float64Array;
  /** The unit of the flips whose sign each pair takes. */
  readonly units: Int32Array;
  /** Scaled differences are clipped to ± this. */
  readonly clip: number;
  /** The scale is never taken below this, in the unit of the differences. */
  readonly floor: number;
}

/**
 * Down-weights blocks whose common level is unusually high: noise of a machine is one-sided. Only the level shared by both
 * sides counts, so exchanging them changes nothing.
 */
export function levelWeights(levels: Float64Array): Float64Array {
  const centre = median(levels);
  const spread = MAD_TO_SD * medianAbsoluteDeviation(levels) + 1e-12;
  return levels.map((level) => 1 / (1 + (Math.max(0, (level - centre) / spread) / 2) ** 2));
}

/**
 * Signed, clipped, weighted differences from `effect`: bounded influence of any block, and every ingredient but the sign
 * the same whichever side is called first.
 */
export function scorePairs(pairs: Pairs, effect: number): Float64Array {
  const { differences, exposure, weights, clip } = pairs;
  const scores = new Float64Array(differences.length);
  const sizes = new Float64Array(differences.length);
  for (let i = 0; i < scores.length; i++) {
    const score = (differences[i] as number) - effect * (exposure[i] as number);
    scores[i] = score;
    sizes[i] = Math.abs(score);
  }
  const scale = Math.max(medianInPlace(sizes), pairs.floor);
  for (let i = 0; i < scores.length; i++) {
    const bounded = Math.min(Math.max((scores[i] as number) / scale, -clip), clip);
    scores[i] = bounded * (weights[i] as number);
  }
  return scores;
}

/** Sum of scores over its own flip sd; 0 when every score is 0. */
export function statistic(scores: Float64Array): number {
  let sum = 0;
  let squares = 0;
  for (const score of scores) {
    sum += score;
    squares += score * score;
  }
  return squares === 0 ? 0 : sum / Math.sqrt(squares);
}

/** Scores at the places of their units, scaled to a flip variance of 1 and turned by `direction`. */
export function placeScores(pairs: Pairs, scores: Float64Array, direction: 1 | -1): Float64Array {
  const placed = new Float64Array(pairs.units.reduce((most, unit) => Math.max(most, unit + 1), 0));
  const norm = Math.hypot(...scores) * direction;
  if (norm === 0) return placed;
  for (let i = 0; i < scores.length; i++) placed[pairs.units[i] as number] = (scores[i] as number) / norm;
  return placed;
}

/** The same pairs with the sides exchanged. */
export const mirrorPairs = (pairs: Pairs): Pairs => ({
  ...pairs,
  differences: pairs.differences.map((difference) => -difference),
});
