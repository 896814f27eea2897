import { axisX, dot, line, type Markish, rect, ruleX } from '@observablehq/plot';
import type { Unit } from '../../core/observations.ts';
import { axisAt, EDGE_WORDS, gridAt } from './axes.ts';
import { evenTicks } from './axis-ticks.ts';
import { blocksOf, type Clock, type Course, type CourseLine, reachOf } from './course.ts';
import type { Drawing, Size } from './picture.ts';

export const COURSE = { height: 150, left: 66, top: 10, bottom: 34 } as const;
/** Ranges are a fifth of the value at least: noise shall not fill the picture. */
const LEAST_RANGE = 0.2;
/** So few values are drawn as dots, too. */
const FEW = 40;

/** A number over the time under load, window by window, both sides. */
export function drawCourse(course: Course, clock: Clock, size: Size): Drawing {
  const values = course.lines.flatMap((own) => own.values.filter((value) => value !== null));
  const [low, high] = reachOf(values, LEAST_RANGE);
  return timed(
    { clock, span: course.span, size, domain: [low, high], unit: course.unit },
    course.lines.flatMap((own) => lineMarks(own, course, clock, high)),
  );
}

function lineMarks(
  { look, values }: CourseLine,
  { span, isStepped }: Course,
  clock: Clock,
  most: number,
): Markish[] {
  const seconds = (block: number): number => ((block + 0.5) * span * clock.windowMs) / 1000;
  const rows = values.map((value, block) => ({
    x: seconds(block),
    y: value === null ? Number.NaN : Math.min(value, most),
  }));
  const cut = rows.filter((_, block) => (values[block] ?? 0) > most);
  const dash = look.dash === null ? {} : { strokeDasharray: look.dash };
  return [
    line(rows, {
      x: 'x',
      y: 'y',
      stroke: look.color,
      strokeWidth: 1.6,
      curve: isStepped ? 'step' : 'linear',
      ...dash,
    }),
    ...(rows.length <= FEW && !isStepped ? [dot(rows, { x: 'x', y: 'y', r: 2.2, fill: look.color })] : []),
    dot(cut, { x: 'x', y: 'y', r: 4, dy: 2, symbol: 'triangle', fill: look.color }),
  ];
}

interface Frame {
  readonly clock: Clock;
  readonly span: number;
  readonly size: Size;
  readonly domain: readonly [number, number];
  readonly unit: Unit | 'change';
}

/** The time axis with what happened on it: starts, windows left out, and a spot for every block. */
export function timed(
  { clock, span, size: { width, isNarrow }, domain, unit }: Frame,
  marks: readonly Markish[],
): Drawing {
  const ticks = evenTicks(domain, unit, 4);
  const { windows, windowMs, lost, restarts } = clock;
  const at = (window: number): number => (window * windowMs) / 1000;
  const right = isNarrow ? 8 : 16;
  const column = ((width - COURSE.left - right) * span) / Math.max(1, windows);
  return {
    options: {
      height: COURSE.height,
      marginLeft: COURSE.left,
      marginRight: right,
      marginTop: COURSE.top,
      marginBottom: COURSE.bottom,
      x: { type: 'linear', domain: [0, at(Math.max(1, windows))] },
      y: { domain: [...domain] },
      marks: [
        gridAt(ticks),
        rect(lost, {
          x1: at,
          x2: (window: number) => at(window + 1),
          fill: 'var(--lost)',
          fillOpacity: 0.25,
        }),
        dot(lost, {
          x: (window: number) => at(window + 0.5),
          frameAnchor: 'top',
          dy: 5,
          r: 3.5,
          symbol: 'times',
          stroke: 'var(--ink)',
        }),
        ruleX(restarts, { x: at, stroke: 'var(--faint)', strokeDasharray: '2,3' }),
        ...marks,
        axisAt(ticks),
        axisX({
          ticks: isNarrow ? 4 : 8,
          tickFormat: (second: number) => `${second} s`,
          ...EDGE_WORDS,
          tickSize: 4,
          stroke: 'var(--grid)',
        }),
      ],
    },
    spots: () =>
      Array.from({ length: blocksOf(clock, span) }, (_, block) => ({
        row: block,
        x: COURSE.left + block * column,
        y: COURSE.top,
        width: column,
        height: COURSE.height - COURSE.top - COURSE.bottom,
      })),
  };
}
