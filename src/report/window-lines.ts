import type { Cells, Observations } from '../core/observations.ts';
import { BASE, HEAD } from '../core/side.ts';
import { median } from '../statistics/quantile.ts';
import { formatMs } from './numbers.ts';
import { barAt, pool } from './sparkline.ts';

/** Bars at most; a wider line breaks on a narrow page. */
const MOST_BARS = 75;
/** Shown at least, as a part of the level: noise must not fill the picture. */
const LEAST_RANGE = 0.25;
const METRICS = ['p50', 'p95'] as const;
/** Stands where nothing counted. */
const LEFT_OUT = '·';

/** Base and head window by window, a line of bars each on one scale; empty where these two were not measured. */
export function windowLines({ sides, mix, lost }: Observations): string[] {
  if (sides.join() !== [BASE, HEAD].join()) return [];
  return METRICS.flatMap((metric) => {
    const series = mix.cells.map((cells) => pool(counted(cells, metric, mix.span, lost), MOST_BARS));
    const scale = scaleOf(series);
    if (scale === null) return [];
    const { low, high } = scale;
    const line = (values: readonly (number | null)[]): string =>
      values.map((value) => (value === null ? LEFT_OUT : barAt((value - low) / (high - low)))).join('');
    return [
      `${metric} over time, ${formatMs(low)} ${barAt(0)} to ${formatMs(high)} ${barAt(1)}${sayLeftOut(series)}`,
      ...series.map((values, side) => `  ${side === 0 ? BASE : HEAD}  ${line(values)}`),
    ];
  });
}

function counted(
  cells: Cells,
  metric: (typeof METRICS)[number],
  span: number,
  lost: readonly number[],
): (number | null)[] {
  const dropped = new Set(lost.map((window) => Math.floor(window / span)));
  return cells[metric].map((value, block) => (dropped.has(block) ? null : value));
}

function scaleOf(series: readonly (readonly (number | null)[])[]): { low: number; high: number } | null {
  const values = series.flat().filter((value) => value !== null);
  const isThere = series.every((side) => side.filter((value) => value !== null).length > 1);
  if (!isThere) return null;
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const missing = Math.max(0, LEAST_RANGE * median(values) - (high - low));
  const bottom = Math.max(0, low - missing / 2);
  return high - low + missing > 0 ? { low: bottom, high: Math.max(high, bottom) + missing / 2 } : null;
}

const sayLeftOut = (series: readonly (readonly (number | null)[])[]): string =>
  series.flat().includes(null) ? ` (${LEFT_OUT} left out or too few)` : '';
