import type { CapacityFinding } from '../../core/capacity/finding.ts';
import { BASE, HEAD } from '../../core/side.ts';
import { capacityLines } from '../capacity.ts';
import { formatValue } from '../numbers.ts';
import { renderFigure } from './figure.ts';
import { drawLadder, type Ladder } from './ladder-plot.ts';
import { html } from './markup.ts';
import type { WriteSection } from './section.ts';
import { lookOf, sidesLegend } from './sides.ts';
import { written } from './written.ts';

/** What both sides get done when they are never idle, pair of blocks by pair. */
export const capacitySection: WriteSection = (result) => {
  const { capacity } = result;
  if (capacity === undefined) return null;
  const ladder = ladderOf(capacity);
  return {
    id: 'capacity',
    title: 'Capacity',
    body: html`${capacityLines(result).map((line) => html`<p>${written(line)}</p>`)}${renderFigure({
      title: 'Requests served per second, pair by pair',
      note: 'Each pair is a block of each side under saturating load, one after the other.',
      legend: sidesLegend(ladder.lines.map(({ look }) => look)),
      alt: 'Requests that each side served per second in each pair of blocks; the numbers are in the table below.',
      draw: (size) => drawLadder(ladder, size),
      table: {
        name: 'Requests served per second',
        columns: [{ title: 'pair' }, { title: 'base', isNumber: true }, { title: 'head', isNumber: true }],
        rows: ladder.steps.map((step, at) => [
          step,
          formatValue(capacity.goodput.base[at] ?? null, 'per second'),
          formatValue(capacity.goodput.head[at] ?? null, 'per second'),
        ]),
      },
    })}`,
  };
};

const ladderOf = ({ goodput }: CapacityFinding): Ladder => ({
  lines: [
    { look: lookOf(BASE), values: goodput.base },
    { look: lookOf(HEAD), values: goodput.head },
  ],
  steps: goodput.base.map((_, at) => `${at + 1}`),
  isLog: false,
  unit: 'per second',
});
