import type { MetricHistory } from '../../core/baseline/metric-history.ts';
import { isoDay } from '../history-date.ts';
import { describeCreep, sayChange, sayHistoryChange } from '../history-words.ts';
import { PLAIN } from '../ink.ts';
import { subject } from '../metric-words.ts';
import { count, formatValue } from '../numbers.ts';
import { renderFigure } from './figure.ts';
import { drawHistory } from './history-plot.ts';
import { html, type Markup } from './markup.ts';
import type { WriteSection } from './section.ts';
import { HTML, written } from './written.ts';

/** What became of each metric on the default branch, and which commits changed it. */
export const historySection: WriteSection = (result, { history = result.history }) => {
  if (history === undefined || history.metrics.length === 0) return null;
  const changes = history.metrics.flatMap((metric) =>
    metric.changes.map((change) => html`<li>${written(sayHistoryChange(metric, change, HTML))}`),
  );
  const creep = describeCreep(history, HTML);
  const left = history.leftOut.map(
    ({ words, recordings }) =>
      html`<p class="faint">${written(`Left out: ${count(recordings, 'recording')} (${HTML.remark(words)}).`)}</p>`,
  );
  return {
    id: 'history',
    title: 'History of the default branch',
    body: html`${
      changes.length === 0
        ? html`<p>No lasting change of any metric was found.</p>`
        : html`<p>Lasting changes:</p><ul>${changes}</ul>`
    }${creep === null ? null : html`<p>${written(creep)}.</p>`}${left}${history.metrics.map(historyFigure)}`,
  };
};

function historyFigure(history: MetricHistory): Markup {
  const { points, changes, unit } = history;
  const now = formatValue(history.levels.at(-1) ?? null, unit);
  return renderFigure({
    title: written(subject(history, HTML)),
    note: `${count(points.length, 'recorded commit')}, now ${now}. A line at each level, a stroke where it changed for good.`,
    alt: `${subject(history, PLAIN)} over ${count(points.length, 'recorded commit')}, now ${now}; the numbers are in the table below.`,
    draw: (size) => drawHistory(history, size),
    table: {
      name: `${subject(history, PLAIN)} over the recorded commits`,
      columns: [
        { title: 'commit' },
        { title: 'recorded' },
        { title: 'value', isNumber: true },
        { title: '' },
      ],
      rows: points.map(({ commit, at, release, value }, index) => {
        const change = changes.find((one) => one.index === index);
        const words = [
          ...(release === null ? [] : [PLAIN.name(release)]),
          ...(change === undefined ? [] : [sayChange({ ...history, change: change.change })]),
        ];
        return [
          html`<code>${PLAIN.name(commit.slice(0, 7))}</code>`,
          isoDay(at),
          formatValue(value, unit),
          words.join(', '),
        ];
      }),
    },
  });
}
