import type { Observations } from '../observations.ts';
import type { Side } from '../side.ts';

/** The same evidence with two of its sides alone, in this order. */
export function pickSides(observations: Observations, sides: readonly [Side, Side]): Observations {
  const places = sides.map((side) => observations.sides.indexOf(side));
  const pick = <T>(values: readonly T[]): T[] => places.map((place) => values[place] as T);
  const pickCells = (blocks: Observations['mix']): Observations['mix'] => ({
    ...blocks,
    cells: pick(blocks.cells),
  });
  return {
    ...observations,
    sides,
    mix: pickCells(observations.mix),
    endpoints: observations.endpoints.map(pickCells),
    gauges: observations.gauges.map(({ of, ...gauge }) => ({
      ...gauge,
      values: pick(gauge.values),
      ...(of === undefined ? {} : { of: pick(of) }),
    })),
    peakMemory: pick(observations.peakMemory),
    unanswered: pick(observations.unanswered),
  };
}
