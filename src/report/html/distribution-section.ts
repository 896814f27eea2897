import type { Result } from '../../core/result.ts';
import { formatChange, formatInterval } from '../change.ts';
import { formatMs, NOTHING } from '../numbers.ts';
import { type DrawnSide, drawLevels, drawShift } from './distribution-plot.ts';
import { renderFigure } from './figure.ts';
import { html } from './markup.ts';
import { type QuantilePoint, quantilePoints } from './quantile-points.ts';
import type { WriteSection } from './section.ts';
import { looksOf, sidesLegend } from './sides.ts';
import type { Table } from './table.ts';

/** How the run's latencies moved, quantile by quantile: as far as the result tells, which is at four of them. */
export const distributionSection: WriteSection = (result) => {
  const points = quantilePoints(result);
  if (points.length < 2) return null;
  const sides = drawnSides(result, points);
  const moved = points.some(({ comparison }) => comparison.change !== null);
  const levels =
    sides.length === 0
      ? null
      : renderFigure({
          title: 'Latency at each quantile',
          note: 'All requests together: the median over the windows, and bands that hold the middle 80% of them. Logarithmic.',
          legend: sidesLegend(sides.map(({ look }) => look)),
          alt: 'Latency of each side at p50, p90, p95 and p99; the numbers are in the table below.',
          draw: (size) => drawLevels(points, sides, size),
          table: levelTable(sides, points),
        });
  const shift = moved
    ? renderFigure({
        title: 'Change at each quantile, as it was judged',
        note: 'With 95% intervals. p50, p90 and p95 are compared endpoint by endpoint and averaged, where enough requests allow it, so that another mix of requests cannot pass for a change.',
        alt: 'Change of latency at p50, p90, p95 and p99 with 95% intervals; the numbers are in the table below.',
        draw: (size) => drawShift(points, size),
        table: shiftTable(points),
      })
    : null;
  return {
    id: 'distribution',
    title: 'How latency moved',
    body: html`${levels}${shift}<p class="faint">A result keeps these four quantiles of every window. What lies between them was not kept; the lines only lead the eye.</p>`,
  };
};

/** Sides of which enough windows tell. Recordings have none. */
const drawnSides = ({ observations }: Result, points: readonly QuantilePoint[]): DrawnSide[] =>
  looksOf(observations).flatMap((look, at) =>
    points.some(({ spreads }) => (spreads[at] ?? null) !== null) ? [{ look, at }] : [],
  );

const number = (title: string) => ({ title, isNumber: true });

const levelTable = (sides: readonly DrawnSide[], points: readonly QuantilePoint[]): Table => ({
  name: 'Latency at each quantile',
  columns: [
    { title: '' },
    ...sides.flatMap(({ look }) => [number(look.label), number(`80% of the windows of ${look.label}`)]),
  ],
  rows: points.map(({ metric, spreads }) => [
    metric,
    ...sides.flatMap(({ at }) => {
      const spread = spreads[at] ?? null;
      return spread === null
        ? [NOTHING, NOTHING]
        : [formatMs(spread.middle), `${formatMs(spread.low)} to ${formatMs(spread.high)}`];
    }),
  ]),
});

const shiftTable = (points: readonly QuantilePoint[]): Table => ({
  name: 'Change at each quantile',
  columns: [{ title: '' }, number('change'), number('95% interval')],
  rows: points.map(({ metric, comparison }) => [
    metric,
    formatChange(comparison),
    formatInterval(comparison),
  ]),
});
