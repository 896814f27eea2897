import { dot, rect, ruleY } from '@observablehq/plot';
import type { Cells } from '../../core/observations.ts';
import type { Result } from '../../core/result.ts';
import { BASE, HEAD } from '../../core/side.ts';
import { formatChange, formatStep } from '../change.ts';
import { runComparisons } from '../run-table.ts';
import { blocksOf, type Clock, isLost, reachOf } from './course.ts';
import { clockOf, windowCells, windowColumns } from './course-figure.ts';
import { timed } from './course-plot.ts';
import { renderFigure } from './figure.ts';
import { html, type Markup } from './markup.ts';
import type { Drawing, Size } from './picture.ts';

const RATIO = { kind: 'ratio', unit: 'ms' } as const;
/** Changes between two windows are told to a tenth of a percent. */
const PRECISION = 0.01;

interface Paired {
  readonly changes: readonly (number | null)[];
  readonly interval: { readonly low: number; readonly high: number } | null;
}

/** Head against base within each window: the pairs on which the verdict rests. Null where there are none. */
export function changeFigure(result: Result, metric: 'p50' | 'p95'): Markup | null {
  const { observations, against } = result;
  const [base, head] = [BASE, HEAD].map((side) => observations.mix.cells[observations.sides.indexOf(side)]);
  if (base === undefined || head === undefined) return null;
  if (against?.kind === 'finished' && against.pairing === 'none') return null;
  const clock = clockOf(result);
  const paired = pairUp(result, { base: base[metric], head: head[metric], metric });
  if (paired.changes.every((change) => change === null)) return null;
  const comparison = runComparisons(result).find((one) => one.metric === metric);
  const all =
    comparison?.change == null
      ? ''
      : ` The band is the change as it was judged, ${formatChange(comparison)}.`;
  return renderFigure({
    title: `Change of ${metric} within each window`,
    note: `All requests of head against those of base in the same seconds.${all}`,
    legend: html``,
    alt: `Change of ${metric} of head against base in each window; the numbers are in the table below.`,
    draw: (size) => drawChanges(paired, clock, size),
    table: {
      name: `Change of ${metric} within each window`,
      columns: [...windowColumns(1), { title: 'change', isNumber: true }],
      rows: Array.from({ length: blocksOf(clock, 1) }, (_, window) => {
        const change = paired.changes[window] ?? null;
        return [
          ...windowCells(clock, window, 1),
          change === null ? '–' : formatStep(RATIO, change, PRECISION),
        ];
      }),
    },
    isTimed: true,
  });
}

interface Sides {
  readonly base: Cells['p50'];
  readonly head: Cells['p50'];
  readonly metric: string;
}

function pairUp(result: Result, { base, head, metric }: Sides): Paired {
  const clock = clockOf(result);
  const changes = base.map((own, window) => {
    const other = head[window] ?? null;
    return own === null || other === null || own <= 0 || isLost(clock, window, 1) ? null : other / own - 1;
  });
  const comparison = runComparisons(result).find((one) => one.metric === metric);
  return { changes, interval: comparison?.change ?? null };
}

function drawChanges({ changes, interval }: Paired, clock: Clock, size: Size): Drawing {
  const seen = changes.filter((change) => change !== null);
  const [low, high] = reachOf([0, ...seen, interval?.low ?? 0, interval?.high ?? 0], 0);
  const end = (clock.windows * clock.windowMs) / 1000;
  const rows = changes.flatMap((change, window) =>
    change === null
      ? []
      : [{ x: ((window + 0.5) * clock.windowMs) / 1000, y: Math.min(change, high), isCut: change > high }],
  );
  const dots = (isCut: boolean) =>
    dot(
      rows.filter((row) => row.isCut === isCut),
      {
        x: 'x',
        y: 'y',
        r: isCut ? 4 : 2.4,
        symbol: isCut ? 'triangle' : 'circle',
        fill: 'var(--head)',
      },
    );
  return timed({ clock, span: 1, size, domain: [low, high], unit: 'change' }, [
    ...(interval === null
      ? []
      : [
          rect([interval], { x1: 0, x2: end, y1: 'low', y2: 'high', fill: 'var(--head)', fillOpacity: 0.18 }),
        ]),
    ruleY([0], { stroke: 'var(--faint)', strokeWidth: 1.5 }),
    dots(false),
    dots(true),
  ]);
}
