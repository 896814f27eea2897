import { areaY, axisX, dot, line, type Markish, ruleX, ruleY } from '@observablehq/plot';
import { axisAt, EDGE_WORDS, gridAt } from './axes.ts';
import { evenTicks, logTicks, type Ticks } from './axis-ticks.ts';
import type { Drawing, Size } from './picture.ts';
import type { QuantilePoint, Spread } from './quantile-points.ts';
import type { SideLook } from './sides.ts';

/** A line of the picture, and which of a point's spreads it is drawn from. */
export interface DrawnSide {
  readonly look: SideLook;
  readonly at: number;
}

const HEIGHT = 230;

/** Latency at each quantile, and where most windows lay, both sides. */
export function drawLevels(
  points: readonly QuantilePoint[],
  sides: readonly DrawnSide[],
  size: Size,
): Drawing {
  const marks = sides.flatMap(({ look: { color, dash }, at }): Markish[] => {
    const rows = points.flatMap(({ metric, spreads }) => {
      const spread = spreads[at] ?? null;
      return spread === null ? [] : [{ metric, value: spread.middle, spread }];
    });
    const place = { x: 'metric', y: 'value' } as const;
    return [
      areaY(rows, {
        x: 'metric',
        y1: ({ spread }: (typeof rows)[number]) => spread.low,
        y2: ({ spread }: (typeof rows)[number]) => spread.high,
        fill: color,
        fillOpacity: 0.14,
      }),
      line(rows, {
        ...place,
        stroke: color,
        strokeWidth: 2,
        ...(dash === null ? {} : { strokeDasharray: dash }),
      }),
      dot(rows, { ...place, r: 3.5, fill: color }),
    ];
  });
  const ends = points.flatMap(({ spreads }) => sides.flatMap(({ at }) => endsOf(spreads[at] ?? null)));
  const domain = [0.9 * Math.min(...ends), 1.1 * Math.max(...ends)] as const;
  return frame(points, size, { domain, isLog: true, ticks: logTicks(domain, 'ms', 7), marks });
}

const endsOf = (spread: Spread | null): number[] => (spread === null ? [] : [spread.low, spread.high]);

/** The change at each quantile with its 95% interval. */
export function drawShift(points: readonly QuantilePoint[], size: Size): Drawing {
  const rows = points.flatMap(({ metric, comparison: { change } }) =>
    change === null ? [] : [{ metric, ...change }],
  );
  const reach = Math.max(0.02, ...rows.flatMap(({ low, high }) => [Math.abs(low), Math.abs(high)]));
  const least = Math.min(-0.25 * reach, ...rows.map(({ low }) => low));
  const most = Math.max(0.25 * reach, ...rows.map(({ high }) => high));
  const marks = [
    ruleY([0], { stroke: 'var(--faint)', strokeWidth: 1.5 }),
    areaY(rows, { x: 'metric', y1: 'low', y2: 'high', fill: 'var(--head)', fillOpacity: 0.2 }),
    ruleX(rows, { x: 'metric', y1: 'low', y2: 'high', stroke: 'var(--head)', strokeWidth: 2 }),
    line(rows, { x: 'metric', y: 'estimate', stroke: 'var(--head)', strokeWidth: 2 }),
    dot(rows, { x: 'metric', y: 'estimate', r: 4, fill: 'var(--head)' }),
  ];
  const domain = [1.1 * least, 1.1 * most] as const;
  return frame(points, size, { domain, isLog: false, ticks: evenTicks(domain, 'change', 5), marks });
}

interface Content {
  readonly domain: readonly [number, number];
  readonly isLog: boolean;
  readonly ticks: Ticks;
  readonly marks: readonly Markish[];
}

function frame(
  points: readonly QuantilePoint[],
  { width, isNarrow }: Size,
  { domain, isLog, ticks, marks }: Content,
): Drawing {
  return {
    options: {
      height: HEIGHT,
      marginLeft: 66,
      marginRight: isNarrow ? 14 : 40,
      marginTop: 12,
      marginBottom: 28,
      x: { type: 'point', domain: points.map(({ metric }) => metric), padding: isNarrow ? 0.3 : 0.5 },
      y: { type: isLog ? 'log' : 'linear', domain: [...domain] },
      marks: [gridAt(ticks), ...marks, axisAt(ticks), axisX(EDGE_WORDS)],
    },
    spots: ({ x }) => {
      const half = (0.5 * (width - 80)) / points.length;
      return points.map(({ metric }, row) => ({
        row,
        x: x(metric) - half,
        y: 0,
        width: 2 * half,
        height: HEIGHT - 28,
      }));
    },
  };
}
