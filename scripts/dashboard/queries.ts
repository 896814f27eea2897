import { DataqueryBuilder, PromQueryFormat } from '@grafana/grafana-foundation-sdk/prometheus';

/** The data source that the reader chooses. */
export const SOURCE = { type: 'prometheus', uid: '$datasource' } as const;

/** Labels that the reader's choices put on every published series. */
export const CHOSEN = 'repository=~"$repository",service=~"$service",commit=~"$commit"';

/** Runs leave a sample each, hours apart: a step shows the last one within it, where a plain selector would miss most. */
export const perStep = (series: string, labels = ''): string =>
  `last_over_time(${series}{${join(CHOSEN, labels)}}[$__interval])`;

/** The last sample of each series within the whole time. */
export const latest = (series: string, labels = ''): string =>
  `last_over_time(${series}{${join(CHOSEN, labels)}}[$__range])`;

export const query = (expr: string, legend: string): DataqueryBuilder =>
  new DataqueryBuilder().datasource(SOURCE).expr(expr).legendFormat(legend).range();

/** For tables: one row per series, its labels as columns. */
export const rows = (expr: string, refId: string): DataqueryBuilder =>
  new DataqueryBuilder().datasource(SOURCE).expr(expr).refId(refId).instant().format(PromQueryFormat.Table);

const join = (...labels: readonly string[]): string => labels.filter((label) => label !== '').join(',');
