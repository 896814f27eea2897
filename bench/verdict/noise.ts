import type { Random } from '../../src/statistics/random.ts';
import { seededRandom } from '../../src/statistics/random.ts';

/** The three distributions that the worlds are made of, all from one seeded source. */
export interface Noise {
  readonly uniform: Random;
  /** Mean 0, variance 1. */
  readonly normal: () => number;
  /** Mean 1. */
  readonly exponential: () => number;
}

export function seededNoise(seed: string): Noise {
  const uniform = seededRandom(seed);
  return {
    uniform,
    normal: () => drawNormal(uniform),
    exponential: () => -Math.log(1 - uniform()),
  };
}

/** A count of successes in `trials` by inversion: meant for few trials or a small `share`. */
export function drawBinomial(noise: Noise, trials: number, share: number): number {
  const odds = share / (1 - share);
  let left = noise.uniform();
  let probability = (1 - share) ** trials;
  let count = 0;
  while (left >= probability && count < trials) {
    left -= probability;
    probability *= (odds * (trials - count)) / (count + 1);
    count++;
  }
  return count;
}

export function drawPoisson(noise: Noise, mean: number): number {
  let count = 0;
  for (let sum = noise.exponential(); sum < mean; sum += noise.exponential()) count++;
  return count;
}

/**
 * Ziggurat of 128 layers (Marsaglia and Tsang 2000): R is the edge of the lowest layer, AREA that of each.
 * Layer and position come from different bits of one uniform number.
 */
const LAYERS = 128;
const R = 3.442619855899;
const AREA = 9.91256303526217e-3;
const edges = layerEdges();
const heights = edges.map(density);

function drawNormal(uniform: Random): number {
  for (;;) {
    const scaled = uniform() * 2 * LAYERS;
    const cell = scaled | 0;
    const sign = cell & 1 ? -1 : 1;
    const layer = cell >> 1;
    const x = (scaled - cell) * (edges[layer] as number);
    if (x < (edges[layer + 1] as number)) return sign * x;
    if (layer === 0) return sign * drawTail(uniform);
    const low = heights[layer] as number;
    const high = heights[layer + 1] as number;
    if (low + uniform() * (high - low) < density(x)) return sign * x;
  }
}

/** The normal tail beyond R (Marsaglia 1964). */
function drawTail(uniform: Random): number {
  for (;;) {
    const x = -Math.log(1 - uniform()) / R;
    const y = -Math.log(1 - uniform());
    if (2 * y > x * x) return R + x;
  }
}

/** Right edges of the layers from the lowest (whose area includes the tail) to 0 at the top. */
function layerEdges(): Float64Array {
  const found = new Float64Array(LAYERS + 1);
  found[0] = AREA / density(R);
  found[1] = R;
  for (let layer = 2; layer < LAYERS; layer++) {
    const below = found[layer - 1] as number;
    found[layer] = Math.sqrt(-2 * Math.log(AREA / below + density(below)));
  }
  return found;
}

function density(x: number): number {
  return Math.exp((-x * x) / 2);
}
