import type { Observations } from '../observations.ts';
import { toLog } from '../strata.ts';
import { headAlone } from './alone.ts';

/**
 * What the reference service took in the same windows, as logarithms by block of `span` windows; null where it has no such
 * metric, as with memory, which no busy neighbour changes.
 */
export type Yardstick = (metric: string, span: number) => readonly (number | null)[] | null;

const NONE: Yardstick = () => null;

/** Reads the reference's mix and gauges; `side` is null for a target that was measured alone. */
export function createYardstick(observations: Observations, side: number | null): Yardstick {
  if (side === null) return NONE;
  const { mix, gauges } = headAlone(observations, side);
  const [cells] = mix.cells;
  return (metric, span) => {
    const gauge = gauges.find((one) => one.metric === metric && one.scale === 'log');
    if (gauge !== undefined) return widen((gauge.values[0] ?? []).map(toLog), span);
    switch (metric) {
      case 'p50':
      case 'p90':
      case 'p95':
      case 'p99':
      case 'mean':
        return cells === undefined || span < mix.span
          ? null
          : widen(cells[metric].map(toLog), span / mix.span);
      default:
        return null;
    }
  };
}

/** Means of `ratio` neighbours each. */
function widen(logs: readonly (number | null)[], ratio: number): (number | null)[] {
  return Array.from({ length: Math.floor(logs.length / ratio) }, (_, block) => {
    const parts = logs.slice(block * ratio, (block + 1) * ratio).filter((value) => value !== null);
    return parts.length === 0 ? null : parts.reduce((sum, value) => sum + value, 0) / parts.length;
  });
}
