import { median } from '../statistics/quantile.ts';
import { mean } from '../statistics/student.ts';
import { type BlockValues, pairCounts, pairValues } from './blocks.ts';
import { type Evidence, gridOf } from './evidence.ts';
import { failsOften, requestsOf, shareOf } from './latency-series.ts';
import type { GaugeBlocks, Observations } from './observations.ts';
import { isObserved } from './observe-plan.ts';
import { marginFor } from './policy.ts';
import type { Series } from './series.ts';
import { toLog } from './strata.ts';

const isCheck = (gauge: GaugeBlocks): boolean => gauge.metric.startsWith('check:');

/** CPU per request first, then checks, the script's own metrics and what servers say; each by name. */
export function gaugeSeries(evidence: Evidence): Series[] {
  const rank = (gauge: GaugeBlocks): string => `${gauge.metric.includes(':') ? 1 : 0}${gauge.metric}`;
  const gauges = [...evidence.observations.gauges].sort((a, b) => (rank(a) < rank(b) ? -1 : 1));
  return gauges.map((gauge) => seriesReader(gauge)(gauge, evidence));
}

const seriesReader = (gauge: GaugeBlocks) => {
  if (gauge.scale === 'count') return countSeries;
  return isObserved(gauge.metric) && isOftenZero(gauge) ? differenceSeries : valueSeries;
};

function valueSeries(gauge: GaugeBlocks, evidence: Evidence): Series {
  const { policy, observations } = evidence;
  const isLog = gauge.scale === 'log';
  const isDown = gauge.worse === 'down';
  const sign = isDown ? -1 : 1;
  const own = bySide(gauge.values);
  const scaled = (values: readonly (number | null)[]): (number | null)[] =>
    values.map((value) => turn(isLog ? toLog(value) : value, sign));
  const margin = marginFor(policy.margins, gauge.metric, null);
  const ratio = (change: number): number =>
    isDown ? -Math.log1p(-Math.min(change, 0.99)) : Math.log1p(change);
  return {
    ...identity(gauge),
    role: failsOften(observations.mix) || margin === null ? 'shown' : 'run',
    ...pairValues({ base: scaled(own.base), head: scaled(own.head) }, gridOf({ span: 1 }, evidence), false),
    allowance: isLog ? ratio(policy.delta) : 0,
    margin: margin === null ? null : isLog ? ratio(margin) : margin,
    sides: [typicalOf(own.base), typicalOf(own.head)],
    totals: { requests: requestsOf(observations.mix), events: [0, 0], trials: [0, 0] },
  };
}

/** Beyond this share of zeros the ratios of the rest would speak for too little of the run. */
const OFTEN = 0.1;

/** Decided over both sides together, so that it favours neither. */
function isOftenZero({ scale, values }: GaugeBlocks): boolean {
  const known = measured(values.flat());
  return scale === 'log' && known.filter((value) => value <= 0).length > OFTEN * known.length;
}

/**
 * What is nothing in many windows (pauses of a garbage collector) has no ratios: windows are compared by plain differences, and
 * margin and allowance are taken of the run's mean over both sides, which does not depend on which side is which.
 */
function differenceSeries(gauge: GaugeBlocks, evidence: Evidence): Series {
  const plain = valueSeries({ ...gauge, scale: 'linear' }, evidence);
  const both = measured(gauge.values.flat());
  const level = both.length > 0 ? mean(both) : 0;
  const own = bySide(gauge.values);
  return {
    ...plain,
    allowance: evidence.policy.delta * level,
    margin: plain.margin === null ? null : plain.margin * level,
    sides: [meanOf(own.base), meanOf(own.head)],
  };
}

/** Checks convict with or without a margin, because a check that fails more often is a defect; null switches one off. */
function countSeries(gauge: GaugeBlocks, evidence: Evidence): Series {
  const { policy, observations } = evidence;
  const events = bySide(gauge.values);
  const trials = gauge.of === undefined ? requestsByWindow(observations) : bySide(gauge.of);
  const counted = [sum(events.base), sum(events.head)] as const;
  const tried = [sum(trials.base), sum(trials.head)] as const;
  const margin = marginFor(policy.margins, gauge.metric, null);
  const convicts = margin !== null || (isCheck(gauge) && !(gauge.metric in policy.margins.run));
  return {
    ...identity(gauge),
    unit: 'share',
    role: convicts ? 'run' : 'shown',
    ...pairCounts({ events, trials }, gridOf({ span: 1 }, evidence)),
    allowance: 0,
    margin,
    sides: [shareOf(counted[0], tried[0]), shareOf(counted[1], tried[1])],
    totals: { requests: requestsOf(observations.mix), events: counted, trials: tried },
  };
}

const identity = (gauge: GaugeBlocks) =>
  ({
    metric: gauge.metric,
    endpoint: null,
    unit: gauge.unit,
    scale: gauge.scale,
    worse: gauge.worse === 'down' ? 'down' : 'up',
    share: 1,
  }) as const;

const bySide = (values: GaugeBlocks['values']): BlockValues => ({
  base: values[0] ?? [],
  head: values[1] ?? [],
});

const requestsByWindow = ({ mix }: Observations): BlockValues => ({
  base: mix.cells[0]?.requests ?? [],
  head: mix.cells[1]?.requests ?? [],
});

const turn = (value: number | null, sign: 1 | -1): number | null => (value === null ? null : sign * value);

const measured = (values: readonly (number | null)[]): number[] =>
  values.filter((value): value is number => value !== null && Number.isFinite(value));

const sum = (values: readonly (number | null)[]): number =>
  measured(values).reduce((total, value) => total + value, 0);

const meanOf = (values: readonly (number | null)[]): number | null =>
  measured(values).length > 0 ? mean(measured(values)) : null;

const typicalOf = (values: readonly (number | null)[]): number | null =>
  measured(values).length > 0 ? median(measured(values)) : null;
