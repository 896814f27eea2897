import type { Result } from '../../core/result.ts';
import { formatValue, plain } from '../numbers.ts';
import { blocksOf, type Clock, type Course, isLost } from './course.ts';
import { drawCourse } from './course-plot.ts';
import { renderFigure } from './figure.ts';
import type { Markup, Piece } from './markup.ts';
import { sidesLegend } from './sides.ts';
import type { Table } from './table.ts';

export interface CourseFigure {
  readonly title: Piece;
  /** The title in plain text. */
  readonly name: string;
  readonly note?: Piece;
  readonly course: Course;
  readonly clock: Clock;
}

export const clockOf = ({ observations, measurement }: Result): Clock => ({
  windows: observations.windows,
  windowMs: measurement.windowMs,
  lost: observations.lost,
  restarts: measurement.starts.flatMap(({ firstWindow }) =>
    firstWindow > 0 && firstWindow < observations.windows ? [firstWindow] : [],
  ),
});

/** A course as a picture and a table. */
export const renderCourse = ({ title, name, note, course, clock }: CourseFigure): Markup =>
  renderFigure({
    title,
    ...(note === undefined ? {} : { note }),
    legend: sidesLegend(course.lines.map(({ look }) => look)),
    alt: `${name} over time; the numbers are in the table below.`,
    draw: (size) => drawCourse(course, clock, size),
    table: tableOf(name, course, clock),
    isTimed: course.span === 1,
  });

const tableOf = (name: string, { lines, unit, span }: Course, clock: Clock): Table => ({
  name,
  columns: [
    ...windowColumns(span),
    ...lines.map(({ look }) => ({ title: look.label, isNumber: true })),
    { title: '' },
  ],
  rows: Array.from({ length: blocksOf(clock, span) }, (_, block) => [
    ...windowCells(clock, block, span),
    ...lines.map(({ values }) => formatValue(values[block] ?? null, unit)),
    isLost(clock, block, span) ? LEFT_OUT : '',
  ]),
});

const LEFT_OUT = 'left out: the generator failed';

export const windowColumns = (span: number): Table['columns'] => [
  { title: span === 1 ? 'window' : 'windows' },
  { title: 'load time' },
];

/** Windows are counted from 1 for people. */
export function windowCells({ windowMs }: Clock, block: number, span: number): string[] {
  const [from, to] = [block * span, (block + 1) * span];
  const seconds = `${plain((from * windowMs) / 1000)} to ${plain((to * windowMs) / 1000)} s`;
  return [span === 1 ? `${to}` : `${from + 1} to ${to}`, seconds];
}
