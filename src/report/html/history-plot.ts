import { axisX } from '@observablehq/plot';
import type { MetricHistory } from '../../core/baseline/metric-history.ts';
import { shortDay } from '../history-date.ts';
import { changes, measured, PICTURE, releases } from '../history-marks.ts';
import { axisAt, EDGE_WORDS, gridAt } from './axes.ts';
import { evenTicks } from './axis-ticks.ts';
import { reachOf } from './course.ts';
import type { Drawing, Size } from './picture.ts';

/** Ranges shown at least: a fifth of the value, half a percentage point of failures. */
const LEAST_RANGE = 0.2;
const LEAST_SHARES = 0.005;

/** A dot per commit, a line per level, a stroke per change: the same marks as in the picture that stands alone. */
export function drawHistory(history: MetricHistory, { width, isNarrow }: Size): Drawing {
  const { points, unit, scale } = history;
  const step = Math.max(1, Math.ceil(points.length / (isNarrow ? 4 : 8)));
  const ticks = [...points.keys()].filter((index) => index % step === 0);
  const [low, high] = reachOf(
    points.map(({ value }) => value),
    LEAST_RANGE,
  );
  const domain = [low, scale === 'count' ? Math.max(high, low + LEAST_SHARES) : high] as const;
  const places = evenTicks(domain, unit, 4);
  const column = (width - PICTURE.marginLeft - PICTURE.marginRight) / points.length;
  return {
    options: {
      height: PICTURE.height,
      marginTop: PICTURE.marginTop,
      marginRight: PICTURE.marginRight,
      marginBottom: PICTURE.marginBottom,
      marginLeft: PICTURE.marginLeft,
      x: { domain: [-0.5, points.length - 0.5] },
      y: { domain: [...domain] },
      marks: [
        gridAt(places),
        axisAt(places),
        axisX(ticks, {
          ...EDGE_WORDS,
          tickSize: 4,
          stroke: 'var(--grid)',
          tickFormat: (index: number) => shortDay(points[index]?.at ?? 0),
        }),
        ...measured(history),
        ...changes(history),
        ...releases(history),
      ],
    },
    spots: () =>
      points.map((_, row) => ({
        row,
        x: PICTURE.marginLeft + row * column,
        y: PICTURE.marginTop,
        width: column,
        height: PICTURE.height - PICTURE.marginTop - PICTURE.marginBottom,
      })),
  };
}
