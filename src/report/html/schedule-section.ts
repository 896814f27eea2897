import type { Look } from '../../core/judgement.ts';
import type { Result } from '../../core/result.ts';
import { count, formatMs, plain } from '../numbers.ts';
import { clockOf } from './course-figure.ts';
import { dealtWindows } from './dealt-windows.ts';
import { renderFigure } from './figure.ts';
import { html, type Markup } from './markup.ts';
import { drawDeal, drawSchedule } from './schedule-plot.ts';
import type { WriteSection } from './section.ts';
import { lookOf, sidesLegend } from './sides.ts';
import { renderTable } from './table.ts';

/** When the load ran, when it was judged, and who had it: for those who doubt. */
export const scheduleSection: WriteSection = (result) => {
  if (result.against?.kind === 'finished' || result.observations.windows === 0) return null;
  return {
    id: 'schedule',
    title: 'The schedule',
    body: html`${windowsFigure(result)}${looksTable(result)}${dealFigure(result)}`,
  };
};

const DECISIONS: Readonly<Record<Look['decision'], string>> = {
  'go on': 'going on',
  pass: 'pass',
  fail: 'fail',
  inconclusive: 'inconclusive',
};

function windowsFigure(result: Result): Markup {
  const { measurement, observations, judgement } = result;
  const { windowMs, windowsMost, starts } = measurement;
  const { windows, lost } = observations;
  const unused = windowsMost - windows;
  const note = `${count(windows, 'window')} of ${plain(windowMs / 1000)} s counted${lost.length === 0 ? '' : `, ${lost.length} of them left out`}${unused > 0 ? `; ${unused} more that the budget allowed were not needed` : ''}. Triangles: looks at the evidence.`;
  return renderFigure({
    title: 'Windows, starts and looks',
    note,
    alt: `The run's windows: ${note} The starts are in the table below.`,
    draw: (size) =>
      drawSchedule({ clock: clockOf(result), windowsMost, starts, looks: judgement.looks }, size),
    table: {
      name: 'Starts of the targets',
      columns: [
        { title: 'start' },
        { title: 'from', isNumber: true },
        { title: 'order' },
        { title: 'up in', isNumber: true },
      ],
      rows: starts.map(({ order, startUpMs, firstWindow }, at) => [
        `${at + 1}`,
        `${plain((firstWindow * windowMs) / 1000)} s of load on`,
        order.map((side) => lookOf(side).label).join(' before '),
        formatMs(startUpMs),
      ]),
    },
  });
}

function looksTable({ judgement }: Result): Markup | null {
  if (judgement.looks.length === 0) return null;
  return renderTable({
    name: 'Looks at the evidence',
    columns: [
      { title: 'look' },
      { title: 'after', isNumber: true },
      { title: 'within their margins', isNumber: true },
      { title: 'decision' },
    ],
    rows: judgement.looks.map(({ windows, decision, held, gated }, at) => [
      `${at + 1}`,
      count(windows, 'window'),
      gated === 0 ? 'not counted' : `${held} of ${gated}`,
      DECISIONS[decision],
    ]),
  });
}

/** Chance decided who had the load; the seed gives the same again. */
function dealFigure(result: Result): Markup | null {
  const dealt = dealtWindows(result);
  if (dealt === null) return null;
  const { slotMs, windowMs } = result.measurement;
  return renderFigure({
    title: `Who had the load in the first ${count(dealt.length, 'window')}`,
    note: `Slots of ${formatMs(slotMs)}, dealt at random in equal shares from the seed of this run.`,
    legend: sidesLegend(result.observations.sides.map((side) => ({ ...lookOf(side), dash: null }))),
    alt: `Slots of the first ${count(dealt.length, 'window')}; each side has half of each window. The order is in the table below.`,
    draw: (size) => drawDeal(dealt, windowMs, size),
    table: {
      name: 'Slots as they were dealt',
      columns: [{ title: 'window' }, { title: 'slots: b for base, h for head' }],
      rows: dealt.map((slots, window) => [`${window + 1}`, slots.map((side) => side[0] ?? '').join('')]),
    },
  });
}
