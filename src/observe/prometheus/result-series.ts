import type { Recording } from '../../core/baseline/recording.ts';
import type { Comparison } from '../../core/judgement.ts';
import type { Result } from '../../core/result.ts';

/** One number of a run with all that tells it from others. Labels without a value are left out. */
export interface PublishedSeries {
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** What every series of a run is labelled with. */
export interface RunLabels {
  readonly repository: string;
  readonly service: string;
}

/** A service with this many endpoints has more series than anybody looks at. */
const MOST_SERIES = 5000;

/** A result as series, one point each. Names and labels are an interface: dashboards are made for them. */
export function seriesOfResult(result: Result, run: RunLabels): PublishedSeries[] {
  const { judgement, provenance, measurement } = result;
  const common = { ...run, commit: provenance.head.commit ?? provenance.head.label };
  const verdicts = (['pass', 'fail', 'inconclusive'] as const).map((verdict) => ({
    labels: { ...common, __name__: 'plimsoll_verdict', verdict },
    value: judgement.verdict === verdict ? 1 : 0,
  }));
  const load = [
    { labels: { ...common, __name__: 'plimsoll_load_rate' }, value: measurement.rate },
    {
      labels: { ...common, __name__: 'plimsoll_load_seconds' },
      value: (measurement.windows * measurement.windowMs) / 1000,
    },
  ];
  const compared = judgement.comparisons.flatMap((one) => seriesOf(one, common));
  return [...verdicts, ...load, ...compared].slice(0, MOST_SERIES);
}

function seriesOf(one: Comparison, common: Readonly<Record<string, string>>): PublishedSeries[] {
  const labels = { ...common, metric: one.metric, endpoint: one.endpoint ?? '' };
  const named = (name: string, value: number | null | undefined, more = {}): PublishedSeries[] =>
    value == null || !Number.isFinite(value)
      ? []
      : [{ labels: { ...labels, ...more, __name__: name }, value }];
  return [
    ...named('plimsoll_value', one.base, { side: 'base' }),
    ...named('plimsoll_value', one.head, { side: 'head' }),
    ...named(`plimsoll_change_${one.kind}`, one.change?.estimate),
    ...named(`plimsoll_resolution_${one.kind}`, one.resolution),
  ];
}

/** What was recorded of the default branch, as values of head. */
export const seriesOfRecording = ({ commit, levels }: Recording, run: RunLabels): PublishedSeries[] =>
  levels.slice(0, MOST_SERIES).map(({ metric, endpoint, value }) => ({
    labels: { ...run, __name__: 'plimsoll_value', commit, metric, endpoint: endpoint ?? '', side: 'head' },
    value,
  }));
