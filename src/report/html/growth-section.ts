import type { GrowthStep } from '../../core/growth/find-stall.ts';
import type { GrowthFinding } from '../../core/growth/finding.ts';
import { BASE, HEAD } from '../../core/side.ts';
import { growthLines, stepCells } from '../growth.ts';
import { formatValue, plain } from '../numbers.ts';
import { renderFigure } from './figure.ts';
import { drawLadder, type Ladder } from './ladder-plot.ts';
import { html } from './markup.ts';
import type { WriteSection } from './section.ts';
import { lookOf, sidesLegend } from './sides.ts';
import { renderTable, type Table } from './table.ts';
import { written } from './written.ts';

/** How both sides bear multiples of today's load. */
export const growthSection: WriteSection = (result) => {
  const { growth } = result;
  if (growth === undefined) return null;
  const today = formatValue(growth.expectedRate, 'none');
  const latency = ladderOf(growth, ({ p95Ms }) => p95Ms, { isLog: true, unit: 'ms' });
  const done = ladderOf(growth, ({ goodput }) => goodput, { isLog: false, unit: 'per second' });
  const asked = growth.base.steps.map(({ offered }) => offered);
  const offered = { look: { label: 'asked for', color: 'var(--faint)', dash: '1,3' }, values: asked };
  const withOffered = { ...done, lines: [offered, ...done.lines] };
  return {
    id: 'growth',
    title: 'Growth',
    body: html`${growthLines(result).map((line) => html`<p>${written(line)}</p>`)}${renderFigure({
      title: `p95 at multiples of today's load of ${today} iterations/s`,
      note: 'Logarithmic.',
      legend: sidesLegend(latency.lines.map(({ look }) => look)),
      alt: "p95 of both sides at multiples of today's load; the numbers are in the table below.",
      draw: (size) => drawLadder(latency, size),
      table: numbersOf(latency),
    })}${renderFigure({
      title: 'Requests done per second',
      legend: sidesLegend(withOffered.lines.map(({ look }) => look)),
      alt: "Requests that both sides got done at multiples of today's load; the numbers are in the table below.",
      draw: (size) => drawLadder(withOffered, size),
      table: numbersOf(withOffered),
    })}<details><summary>Every step of both sides</summary>${renderTable(stepsTable(growth))}</details>`,
  };
};

function ladderOf(
  { base, head }: GrowthFinding,
  read: (step: GrowthStep) => number | null,
  how: Pick<Ladder, 'isLog' | 'unit'>,
): Ladder {
  return {
    ...how,
    steps: base.steps.map(({ factor }) => `${plain(factor)}×`),
    lines: [
      { look: lookOf(BASE), values: base.steps.map(read) },
      { look: lookOf(HEAD), values: head.steps.map(read) },
    ],
  };
}

const numbersOf = ({ lines, steps, unit }: Ladder): Table => ({
  name: 'The curves in numbers',
  columns: [{ title: 'load' }, ...lines.map(({ look }) => ({ title: look.label, isNumber: true }))],
  rows: steps.map((step, at) => [step, ...lines.map(({ values }) => formatValue(values[at] ?? null, unit))]),
});

function stepsTable({ base, head, confirmation }: GrowthFinding): Table {
  const number = (title: string) => ({ title, isNumber: true });
  const isBeyond = (side: GrowthFinding['base'], { factor }: GrowthStep): boolean =>
    side.stall !== null && factor >= side.stall.factor;
  const again =
    confirmation === null
      ? []
      : [
          stepCells('base, again', confirmation.base, false),
          stepCells('head, again', confirmation.head, confirmation.confirmed),
        ];
  return {
    name: 'Every step of both sides',
    columns: [
      { title: 'load' },
      { title: 'side' },
      ...['asked for', 'done', 'p50', 'p95', 'errors', 'in flight', 'CPU per request'].map(number),
      { title: '' },
    ],
    rows: [
      ...base.steps.map((step) => stepCells('base', step, isBeyond(base, step))),
      ...head.steps.map((step) => stepCells('head', step, isBeyond(head, step))),
      ...again,
    ],
  };
}
