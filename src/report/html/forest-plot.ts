import { axisX, dot, gridX, type Markish, rect, ruleX, ruleY, text } from '@observablehq/plot';
import type { Comparison } from '../../core/judgement.ts';
import { formatChange, formatStep } from '../change.ts';
import type { Forest } from './forest-rows.ts';
import type { ForestScale } from './forest-scale.ts';
import { shortSubject } from './names.ts';
import type { Drawing, Size } from './picture.ts';
import { LOOKS, STANDINGS } from './standing.ts';

export interface ForestPicture {
  readonly forest: Forest;
  readonly scale: ForestScale;
  readonly isWorseBelow: (one: Comparison) => boolean;
}

interface Place {
  readonly row: number;
  readonly one: Comparison;
  readonly low: number;
  readonly high: number;
  readonly estimate: number;
}

/** Pixels. On a telephone the words of a row stand above its line. */
const WIDE = { row: 22, letters: 38, left: 268, right: 128, sink: 0 } as const;
const NARROW = { row: 40, letters: 30, left: 24, right: 24, sink: 0.2 } as const;

/** A line per comparison: its interval on the common axis, what could have been missed, and its margin. */
export function drawForest(
  { forest, scale, isWorseBelow }: ForestPicture,
  { width, isNarrow }: Size,
): Drawing {
  const layout = isNarrow ? NARROW : WIDE;
  const [least, most] = scale.domain;
  const clamp = (value: number): number => Math.min(most, Math.max(least, value));
  const places = forest.rows.flatMap((one, row): Place[] => {
    if (one.change === null) return [];
    const { low, high, estimate } = one.change;
    return [{ row: row + layout.sink, one, low: clamp(low), high: clamp(high), estimate: clamp(estimate) }];
  });
  const rows = forest.rows.length;
  const axis = { type: 'linear', domain: [rows - 0.5, -0.5], axis: null } as const;
  return {
    options: {
      marginLeft: layout.left,
      marginRight: layout.right,
      marginTop: 4,
      marginBottom: 28,
      height: rows * layout.row + 32,
      x: {
        domain: [...scale.domain],
        ...(scale.bend === null ? {} : { type: 'symlog', constant: scale.bend }),
      },
      y: axis,
      marks: [
        ...ground(places, { scale, forest, clamp, isNarrow }),
        ...margins(places, { isWorseBelow, clamp }),
        ...intervals(places),
        ...words(places, layout),
      ],
    },
    spots: ({ y }) =>
      places.map(({ row }, at) => ({
        row: at,
        x: 0,
        y: y(row - layout.sink) - layout.row / 2,
        width,
        height: layout.row,
      })),
  };
}

type Clamp = (value: number) => number;

/** What lies under the intervals: the axis, and around zero what this run could have missed. */
function ground(
  places: readonly Place[],
  {
    scale,
    forest,
    clamp,
    isNarrow,
  }: {
    readonly scale: ForestScale;
    readonly forest: Forest;
    readonly clamp: Clamp;
    readonly isNarrow: boolean;
  },
): Markish[] {
  const seen = places.flatMap(({ row, one: { resolution } }) =>
    resolution === null ? [] : [{ row, resolution }],
  );
  const precision = Math.min(...scale.ticks.filter((tick) => tick > 0));
  return [
    rect(seen, {
      x1: ({ resolution }) => clamp(-resolution),
      x2: ({ resolution }) => clamp(resolution),
      y1: ({ row }) => row - 0.3,
      y2: ({ row }) => row + 0.3,
      fill: 'var(--faint)',
      fillOpacity: 0.2,
    }),
    gridX([...scale.ticks], { stroke: 'var(--grid)', strokeOpacity: 1 }),
    ruleX([0], { stroke: 'var(--faint)', strokeWidth: 1.5 }),
    axisX(labelled(scale.ticks, isNarrow), {
      tickFormat: (tick: number) => formatStep(forest, tick, precision),
      tickSize: 0,
      label: null,
      fill: 'var(--faint)',
      fontSize: 12,
    }),
  ];
}

/** Every second word where there is little room; zero always has one. */
function labelled(ticks: readonly number[], isNarrow: boolean): number[] {
  if (!isNarrow || ticks.length < 4) return [...ticks];
  const zero = Math.max(0, ticks.indexOf(0));
  return ticks.filter((_, at) => (at - zero) % 2 === 0);
}

/** A stroke where a change for the worse would be as large as its margin. */
function margins(
  places: readonly Place[],
  { isWorseBelow, clamp }: { readonly isWorseBelow: (one: Comparison) => boolean; readonly clamp: Clamp },
): Markish[] {
  const gated = places.flatMap(({ row, one }) =>
    one.margin === null || one.standing === 'shown'
      ? []
      : [{ row, x: clamp(isWorseBelow(one) ? -one.margin : one.margin) }],
  );
  const place = {
    x: 'x',
    y1: ({ row }: { row: number }) => row - 0.34,
    y2: ({ row }: { row: number }) => row + 0.34,
  };
  return [ruleX(gated, { ...place, stroke: 'var(--ink)', strokeWidth: 2 })];
}

const intervals = (places: readonly Place[]): Markish[] =>
  STANDINGS.flatMap((standing) => {
    const own = places.filter(({ one }) => one.standing === standing);
    if (own.length === 0) return [];
    const { color, symbol, isFilled } = LOOKS[standing];
    return [
      ruleY(own, { x1: 'low', x2: 'high', y: 'row', stroke: color, strokeWidth: 2.5 }),
      dot(own, {
        x: 'estimate',
        y: 'row',
        symbol,
        r: 4.5,
        stroke: color,
        strokeWidth: 1.5,
        fill: isFilled ? color : 'var(--paper)',
      }),
    ];
  });

/** Names on the left and changes on the right; above the line where it takes the whole width. */
function words(places: readonly Place[], layout: typeof WIDE | typeof NARROW): Markish[] {
  const rise = layout.sink === 0 ? 0 : -0.45 * layout.row;
  const weight = (one: Comparison): number => (one.standing === 'worse' ? 700 : 400);
  return [400, 700].flatMap((fontWeight) => {
    const own = places.filter(({ one }) => weight(one) === fontWeight);
    const shared = { y: 'row', dy: rise, fontSize: 12, fontWeight, fill: 'var(--ink)' } as const;
    const halfway = { frameAnchor: 'left', textAnchor: 'start', dx: 1 - layout.left } as const;
    return [
      text(own, { ...shared, ...halfway, text: ({ one }: Place) => shortSubject(one, layout.letters) }),
      text(own, {
        ...shared,
        frameAnchor: 'right',
        textAnchor: 'end',
        dx: layout.right - 1,
        text: ({ one }: Place) => formatChange(one),
      }),
    ];
  });
}
