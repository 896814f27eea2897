import { selectSmallest } from './quantile.ts';

/** Statistics closer than this count as tied; sums of the same scores in another order differ by less. */
export const TIE = 1e-9;

/** Share of alpha that the first look may spend. */
const FIRST_LOOK_SHARE = 0.16;
const FIRST_LOOK = 12;

/**
 * Share of the error probability spent by the time `units` of at most `most` are in: the power family of Kim & DeMets (1987),
 * its exponent such that a first look at 12 units may spend 16%; linear for 75. A doubled latency then shows at the first
 * look: 12 equal signs are 2.4 flips in 10,000.
 */
export function spentShare(units: number, most: number): number {
  if (units >= most) return 1;
  return (units / most) ** (Math.log(FIRST_LOOK_SHARE) / Math.log(Math.min(FIRST_LOOK / most, 0.99)));
}

/** A sign-flip test looked at several times, its error probability spent exactly over the flips themselves. */
export interface SequentialTest {
  /**
   * Judges the statistics of all flips when the share `level` of flips may have crossed, past looks included. The threshold
   * is the largest that lets no more cross. Whether the observed order (flip 0) crosses, now or before, is the test's answer.
   */
  look(statistics: Float64Array, level: number): { readonly crossed: boolean; readonly threshold: number };
}

/** Conditional permutation spending: a flip that has crossed once stays crossed and is paid for once. */
export function createSequentialTest(count: number): SequentialTest {
  const hasCrossed = new Uint8Array(count);
  let crossings = 0;
  return {
    look(statistics, level) {
      const allowed = Math.floor(level * count + 1e-9) - crossings;
      if (allowed <= 0) return { crossed: hasCrossed[0] === 1, threshold: Number.POSITIVE_INFINITY };
      const waiting = statistics.filter((_, flip) => hasCrossed[flip] === 0);
      const threshold = largestBut(waiting, allowed);
      for (let flip = 0; flip < count; flip++) {
        if (hasCrossed[flip] === 1 || (statistics[flip] as number) <= threshold + TIE) continue;
        hasCrossed[flip] = 1;
        crossings++;
      }
      return { crossed: hasCrossed[0] === 1, threshold };
    },
  };
}

/** The largest of `values` once `but` larger ones are left out; minus infinity when none remain. Reorders `values`. */
export const largestBut = (values: Float64Array, but: number): number =>
  but < values.length ? selectSmallest(values, values.length - 1 - but) : Number.NEGATIVE_INFINITY;
