import type { EndpointBlocks, Observations } from '../observations.ts';
import { firstWindows } from '../replay.ts';

/** What a run of many sides says of two of them, in its first `windows` windows: side 0 becomes base, `side` head. */
export function viewPair(observations: Observations, side: number, windows: number): Observations {
  const all = windows < observations.windows ? firstWindows(observations, windows) : observations;
  const pick = <T>(bySide: readonly T[]): T[] => [bySide[0] as T, bySide[side] as T];
  const view = (blocks: EndpointBlocks): EndpointBlocks => ({ ...blocks, cells: pick(blocks.cells) });
  return {
    ...all,
    sides: pick(all.sides),
    mix: view(all.mix),
    endpoints: all.endpoints.map(view),
    gauges: all.gauges.map(({ values, of, ...gauge }) => ({
      ...gauge,
      values: pick(values),
      ...(of === undefined ? {} : { of: pick(of) }),
    })),
    // One a start: those of a side that was dropped pair with today's of the same starts.
    peakMemory: pick(observations.peakMemory),
    unanswered: pick(all.unanswered),
  };
}
