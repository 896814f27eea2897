import type { Result } from '../../core/result.ts';
import { BASE, HEAD } from '../../core/side.ts';
import { formatChange, formatInterval } from '../change.ts';
import { formatMs, formatValue, NOTHING } from '../numbers.ts';
import { otherSide } from '../stored-words.ts';
import { type DrawnSide, drawLevels, drawShift } from './distribution-plot.ts';
import { renderFigure } from './figure.ts';
import { html } from './markup.ts';
import { type QuantilePoint, quantilePoints, type Spread } from './quantile-points.ts';
import type { WriteSection } from './section.ts';
import { lookOf, sidesLegend } from './sides.ts';
import type { Table } from './table.ts';

/** How the run's latencies moved, quantile by quantile: as far as the result tells, which is at four of them. */
export const distributionSection: WriteSection = (result) => {
  const points = quantilePoints(result);
  if (points.length < 2) return null;
  const sides = drawnSides(result).filter(({ value }) => points.some((point) => value(point) !== null));
  const table = tableOf(result, points);
  const moved = points.some(({ comparison }) => comparison.change !== null);
  return {
    id: 'distribution',
    title: 'How latency moved',
    body: html`${renderFigure({
      title: 'Latency at each quantile, all requests',
      note: 'Typical value; the bands hold the middle 80% of the windows. Logarithmic.',
      legend: sidesLegend(sides.map(({ look }) => look)),
      alt: 'Latency of both sides at p50, p90, p95 and p99; the numbers are in the table below.',
      draw: (size) => drawLevels(points, sides, size),
      table,
    })}${
      moved
        ? renderFigure({
            title: 'Change at each quantile',
            note: 'Head against base, with the 95% interval of each.',
            alt: 'Change of latency at p50, p90, p95 and p99 with 95% intervals; the numbers are in the table below.',
            draw: (size) => drawShift(points, size),
            table,
          })
        : null
    }<p class="faint">A result keeps these four quantiles of every window. What lies between them was not kept; the lines only lead the eye.</p>`,
  };
};

/** Recordings have values, but no windows beside head's. */
function drawnSides(result: Result): DrawnSide[] {
  const { sides } = result.observations;
  const bandOf = (side: string) => (point: QuantilePoint) => point.spreads[sides.indexOf(side)] ?? null;
  return [
    {
      look: { ...lookOf(BASE), label: otherSide(result) },
      value: ({ comparison }) => comparison.base,
      spread: bandOf(BASE),
    },
    { look: lookOf(HEAD), value: ({ comparison }) => comparison.head, spread: bandOf(HEAD) },
  ];
}

function tableOf(result: Result, points: readonly QuantilePoint[]): Table {
  const other = otherSide(result);
  const spread = (found: Spread | null | undefined): string =>
    found == null ? NOTHING : `${formatMs(found.low)} to ${formatMs(found.high)}`;
  const [baseAt, headAt] = [result.observations.sides.indexOf(BASE), result.observations.sides.indexOf(HEAD)];
  return {
    name: 'Latency at each quantile',
    columns: [
      { title: '' },
      { title: other, isNumber: true },
      { title: 'head', isNumber: true },
      { title: 'change', isNumber: true },
      { title: '95% interval', isNumber: true },
      { title: `80% of the windows of ${other}`, isNumber: true },
      { title: '80% of the windows of head', isNumber: true },
    ],
    rows: points.map(({ metric, comparison, spreads }) => [
      metric,
      formatValue(comparison.base, 'ms'),
      formatValue(comparison.head, 'ms'),
      formatChange(comparison),
      formatInterval(comparison),
      spread(spreads[baseAt]),
      spread(spreads[headAt]),
    ]),
  };
}
