import {
  GraphDrawStyle,
  LegendDisplayMode,
  LegendPlacement,
  SortOrder,
  TooltipDisplayMode,
  VisibilityMode,
  VizLegendOptionsBuilder,
  VizTooltipOptionsBuilder,
} from '@grafana/grafana-foundation-sdk/common';
import { FieldColorBuilder, FieldColorModeId } from '@grafana/grafana-foundation-sdk/dashboard';
import type { DataqueryBuilder } from '@grafana/grafana-foundation-sdk/prometheus';
import { PanelBuilder } from '@grafana/grafana-foundation-sdk/timeseries';
import { SOURCE } from './queries.ts';

export interface Plot {
  readonly title: string;
  readonly says: string;
  /** As Grafana names units: `ms`, `bytes`, `percentunit`. */
  readonly unit: string;
  readonly queries: readonly DataqueryBuilder[];
  /** Columns of 24. */
  readonly width: number;
}

const HEIGHT = 8;
/** Colours of the sides, the same in every plot. */
const SIDES = { base: 'blue', head: 'orange' } as const;

/** Whatever the time that is looked at, runs are shown over this long: a link from a comment opens on minutes. */
export const RUNS_SHOWN = '90d';

/** A line over time. */
export function linePlot({ title, says, unit, queries, width }: Plot): PanelBuilder {
  const panel = new PanelBuilder()
    .title(title)
    .description(says)
    .datasource(SOURCE)
    .targets(queries.map((query, at) => query.refId(`Q${at + 1}`)))
    .unit(unit)
    .height(HEIGHT)
    .span(width)
    .legend(
      new VizLegendOptionsBuilder()
        .showLegend(true)
        .displayMode(LegendDisplayMode.List)
        .placement(LegendPlacement.Bottom),
    )
    .tooltip(new VizTooltipOptionsBuilder().mode(TooltipDisplayMode.Multi).sort(SortOrder.Descending));
  for (const [side, color] of Object.entries(SIDES)) {
    panel.overrideByRegexp(`/^${side}( |$)/`, [
      { id: 'color', value: new FieldColorBuilder().mode(FieldColorModeId.Fixed).fixedColor(color).build() },
    ]);
  }
  return panel;
}

/** A point per run: what lies between two of them is nothing that anybody measured. */
export const runPlot = (plot: Plot): PanelBuilder =>
  linePlot(plot)
    .timeFrom(RUNS_SHOWN)
    .drawStyle(GraphDrawStyle.Points)
    .showPoints(VisibilityMode.Always)
    .pointSize(7);
