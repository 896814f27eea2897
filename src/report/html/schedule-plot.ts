import { axisX, dot, rect, ruleX, text } from '@observablehq/plot';
import type { Look } from '../../core/judgement.ts';
import type { Measurement } from '../../core/result.ts';
import type { Side } from '../../core/side.ts';
import type { Clock } from './course.ts';
import type { Drawing, Size } from './picture.ts';
import { lookOf } from './sides.ts';

export interface SchedulePicture {
  readonly clock: Clock;
  readonly windowsMost: number;
  readonly starts: Measurement['starts'];
  readonly looks: readonly Look[];
}

const LEFT = 8;
const ROW = 16;

/** All windows that the budget allowed as a band: counted, left out, not needed; starts above, looks below. */
export function drawSchedule(
  { clock, windowsMost, starts, looks }: SchedulePicture,
  { isNarrow }: Size,
): Drawing {
  const { windows, windowMs, lost } = clock;
  const [first, last] = [0, Math.max(windows, windowsMost)];
  const band = { y1: 0, y2: 1 } as const;
  const begun = starts.map(({ firstWindow }, at) => ({
    x: firstWindow,
    words: isNarrow ? `${at + 1}` : `start ${at + 1}`,
  }));
  const crowded = begun.length > (isNarrow ? 12 : 14);
  return {
    options: {
      height: 104,
      marginLeft: LEFT,
      marginRight: 20,
      marginTop: 24,
      marginBottom: 48,
      x: { type: 'linear', domain: [first, last] },
      y: { type: 'linear', domain: [0, 1], axis: null },
      marks: [
        rect([last], {
          ...band,
          x1: first,
          x2: last,
          fill: 'none',
          stroke: 'var(--faint)',
          strokeDasharray: '2,2',
        }),
        rect([windows], { ...band, x1: 0, x2: windows, fill: 'var(--level)', fillOpacity: 0.55 }),
        rect(lost, {
          ...band,
          x1: (window: number) => window,
          x2: (window: number) => window + 1,
          fill: 'var(--paper)',
          stroke: 'var(--lost)',
        }),
        dot(lost, {
          x: (window: number) => window + 0.5,
          y: 0.5,
          symbol: 'times',
          r: 4,
          stroke: 'var(--ink)',
        }),
        ruleX(begun, { x: 'x', y1: 0, y2: 1, stroke: 'var(--ink)', strokeWidth: 1.5, insetTop: -6 }),
        text(crowded ? [] : begun, {
          x: 'x',
          text: 'words',
          frameAnchor: 'top',
          textAnchor: 'start',
          dy: -16,
          fontSize: 12,
          fill: 'var(--faint)',
        }),
        dot(looks, {
          x: ({ windows: at }: Look) => at,
          frameAnchor: 'bottom',
          dy: 7,
          symbol: 'triangle',
          r: 4,
          fill: 'var(--ink)',
        }),
        axisX({
          ticks: isNarrow ? 4 : 8,
          tickFormat: (window: number) => `${(window * windowMs) / 1000} s`,
          tickSize: 0,
          dy: 12,
          label: null,
          fill: 'var(--faint)',
          fontSize: 12,
        }),
      ],
    },
  };
}

/** A row per window, a cell per slot. */
export function drawDeal(dealt: readonly (readonly Side[])[], windowMs: number, { width }: Size): Drawing {
  const cells = dealt.flatMap((slots, window) =>
    slots.map((side, slot) => ({ window, from: slot / slots.length, to: (slot + 1) / slots.length, side })),
  );
  const sides = [...new Set(cells.map(({ side }) => side))];
  const height = dealt.length * ROW + 30;
  return {
    options: {
      height,
      marginLeft: LEFT,
      marginRight: 20,
      marginTop: 4,
      marginBottom: 26,
      x: { type: 'linear', domain: [0, 1] },
      y: { type: 'linear', domain: [dealt.length, 0], axis: null },
      marks: [
        ...sides.map((side) =>
          rect(
            cells.filter((cell) => cell.side === side),
            {
              x1: 'from',
              x2: 'to',
              y1: ({ window }: (typeof cells)[number]) => window + 0.08,
              y2: ({ window }: (typeof cells)[number]) => window + 0.92,
              fill: lookOf(side).color,
              insetRight: 0.5,
            },
          ),
        ),
        axisX({
          ticks: 4,
          tickFormat: (share: number) => `${(share * windowMs) / 1000} s`,
          tickSize: 0,
          label: null,
          fill: 'var(--faint)',
          fontSize: 12,
        }),
      ],
    },
    spots: () => dealt.map((_, row) => ({ row, x: 0, y: 4 + row * ROW, width, height: ROW })),
  };
}
