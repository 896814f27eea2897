import type { Result } from '../../core/result.ts';
import { count } from '../numbers.ts';
import { runComparisons } from '../run-table.ts';
import { comparisonTable } from './comparison-table.ts';
import { renderFigure } from './figure.ts';
import { drawForest } from './forest-plot.ts';
import { endpointForests, type Forest, isWorseBelow, runForests } from './forest-rows.ts';
import { scaleFor } from './forest-scale.ts';
import { html, type Markup } from './markup.ts';
import type { WriteSection } from './section.ts';
import { forestLegend } from './standing.ts';
import { renderTable } from './table.ts';

/** Every comparison of the run, then of the endpoints, as intervals on one axis. */
export const forestSection: WriteSection = (result) => {
  const all = result.judgement.comparisons;
  if (all.length === 0) return null;
  const [run, endpoints] = [runForests(result), endpointForests(result)];
  const unpictured = runComparisons(result).filter(({ change }) => change === null);
  return {
    id: 'changes',
    title: 'What changed',
    body: html`${run.map((forest) => forestFigure(forest, 'The run as a whole', result))}${
      unpictured.length === 0
        ? null
        : html`<p class="faint">Measured, but not compared with an interval:</p>${renderTable(comparisonTable('Metrics without a change', unpictured, result))}`
    }${endpoints.map((forest) => forestFigure(forest, 'Endpoints', result))}`,
  };
};

function forestFigure(forest: Forest, of: string, result: Result): Markup {
  const scale = scaleFor(forest);
  const title = `${of}: ${axisWord(forest)}`;
  const hidden =
    forest.hidden === 0 ? '' : ` ${count(forest.hidden, 'row')} further down the list are not drawn.`;
  const bent = scale.bend === null ? '' : ' The axis is logarithmic away from zero.';
  return renderFigure({
    title,
    note: `Head against base, 95% intervals; right is more.${bent}${hidden}`,
    legend: forestLegend(forest.rows.map(({ standing }) => standing)),
    alt: `${title}. ${count(forest.rows.length, 'interval')}, in the table below.`,
    draw: (size) => drawForest({ forest, scale, isWorseBelow: (one) => isWorseBelow(one, result) }, size),
    table: comparisonTable(title, forest.rows, result),
  });
}

function axisWord({ kind, unit }: Forest): string {
  if (kind === 'ratio') return 'changes in percent';
  return unit === 'share' ? 'changes of shares in percentage points' : 'plain differences';
}
