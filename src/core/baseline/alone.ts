import type { LimitFinding } from '../judgement.ts';
import { findLimits } from '../limits.ts';
import type { EndpointBlocks, Observations } from '../observations.ts';
import type { Policy } from '../policy.ts';

/**
 * One side of a run by itself, in both places of a comparison: what reads two sides then reads this one, and no block is left
 * out because of another side. Shares of traffic are those of the side's own requests.
 */
export function headAlone(observations: Observations, side: number): Observations {
  const { mix, endpoints, gauges, peakMemory, unanswered, sides } = observations;
  const twice = <T>(values: readonly T[]): T[] =>
    [values[side], values[side]].filter((one) => one !== undefined);
  const alone = (blocks: EndpointBlocks, share: number): EndpointBlocks => ({
    ...blocks,
    share,
    cells: twice(blocks.cells),
  });
  const all = Math.max(1, requestsOn(mix, side));
  return {
    ...observations,
    sides: twice(sides),
    mix: alone(mix, 1),
    endpoints: endpoints
      .map((endpoint) => alone(endpoint, requestsOn(endpoint, side) / all))
      .filter(({ share }) => share > 0),
    gauges: gauges.map(({ values, of, ...gauge }) => ({
      ...gauge,
      values: twice(values),
      ...(of === undefined ? {} : { of: twice(of) }),
    })),
    peakMemory: twice(peakMemory),
    unanswered: twice(unanswered),
  };
}

/** Absolute bounds on a side that was measured without base. */
export const limitsOn = (observations: Observations, side: number, policy: Policy): LimitFinding[] =>
  findLimits(headAlone(observations, side), policy).map((finding) => ({ ...finding, baseBreaks: false }));

const requestsOn = ({ cells }: EndpointBlocks, side: number): number =>
  (cells[side]?.requests ?? []).reduce((sum, requests) => sum + requests, 0);
