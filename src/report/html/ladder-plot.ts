import { axisX, dot, line, type Markish } from '@observablehq/plot';
import type { Unit } from '../../core/observations.ts';
import { axisAt, EDGE_WORDS, gridAt } from './axes.ts';
import { evenTicks, logTicks } from './axis-ticks.ts';
import type { Drawing, Size } from './picture.ts';
import type { SideLook } from './sides.ts';

/** A number of both sides over steps that are no times: pairs of blocks, multiples of a load. */
export interface Ladder {
  readonly lines: readonly LadderLine[];
  readonly steps: readonly string[];
  readonly isLog: boolean;
  readonly unit: Unit;
}

export interface LadderLine {
  readonly look: SideLook;
  /** By step. */
  readonly values: readonly (number | null)[];
}

const HEIGHT = 190;
const LEFT = 70;
const BOTTOM = 28;

export function drawLadder({ lines, steps, isLog, unit }: Ladder, { width, isNarrow }: Size): Drawing {
  const right = isNarrow ? 10 : 20;
  const values = lines.flatMap((own) => own.values.filter((value) => value !== null));
  const domain = domainOf(values, isLog);
  const ticks = isLog ? logTicks(domain, unit, 7) : evenTicks(domain, unit, 4);
  const every = Math.ceil(steps.length / (isNarrow ? 5 : 12));
  const shown = [...steps.keys()].filter((at) => at % every === 0);
  const column = (width - LEFT - right) / Math.max(1, steps.length);
  return {
    options: {
      height: HEIGHT,
      marginLeft: LEFT,
      marginRight: right,
      marginTop: 12,
      marginBottom: BOTTOM,
      x: { type: 'linear', domain: [-0.5, steps.length - 0.5] },
      y: { type: isLog ? 'log' : 'linear', domain: [...domain] },
      marks: [
        gridAt(ticks),
        ...lines.flatMap(lineMarks),
        axisAt(ticks),
        axisX(shown, { ...EDGE_WORDS, tickFormat: (at: number) => steps[at] ?? '' }),
      ],
    },
    spots: () =>
      steps.map((_, row) => ({ row, x: LEFT + row * column, y: 0, width: column, height: HEIGHT - BOTTOM })),
  };
}

/** From nothing on a linear axis: what is shown there are amounts. */
function domainOf(values: readonly number[], isLog: boolean): readonly [number, number] {
  const most = Math.max(...values, Number.MIN_VALUE);
  const positive = values.filter((value) => value > 0);
  return isLog ? [0.8 * Math.min(...positive, most), 1.25 * most] : [0, 1.1 * most];
}

function lineMarks({ look, values }: LadderLine): Markish[] {
  const rows = values.map((value, x) => ({ x, y: value ?? Number.NaN }));
  const dash = look.dash === null ? {} : { strokeDasharray: look.dash };
  return [
    line(rows, { x: 'x', y: 'y', stroke: look.color, strokeWidth: 2, ...dash }),
    dot(rows, { x: 'x', y: 'y', r: 3, fill: look.color }),
  ];
}
