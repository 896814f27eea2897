import { drawFlips, type Flips } from '../../statistics/flips.ts';
import { seededRandom } from '../../statistics/random.ts';
import { changeOf, type Effect, effectOf } from '../comparisons.ts';
import type { Comparison } from '../judgement.ts';
import type { Observations } from '../observations.ts';
import type { Policy } from '../policy.ts';
import { readSeries } from '../read-series.ts';
import { isTestable, type Series, seriesKey } from '../series.ts';
import { BASE, HEAD, type Side } from '../side.ts';

/** Head's code with base's configuration: the side between the two, one step away from each. */
export const MIXED: Side = 'mixed';

/** `neither`: what changed stays within the margin and is nobody's. `open`: the intervals leave it open whose it is. */
export type Cause = 'configuration' | 'code' | 'both' | 'neither' | 'open';

/** In the terms of `Comparison.change`: positive is more. */
export type Part = NonNullable<Comparison['change']>;

/** How much of a metric's change each of the two explains. */
export interface Explained extends Pick<Comparison, 'metric' | 'endpoint' | 'unit' | 'kind' | 'margin'> {
  /** Base to head, 95% interval. */
  readonly whole: Part;
  /** Mixed to head, and base to mixed: at least 95% for both intervals at once. */
  readonly configuration: Part;
  readonly code: Part;
  readonly cause: Cause;
}

export type Attribution =
  | {
      readonly kind: 'measured';
      /** What was asked, first; further metrics that had become worse behind it. */
      readonly explained: readonly Explained[];
      readonly windows: number;
      readonly windowMs: number;
    }
  /** Nobody needed a third version: the change touches one of the two only. */
  | { readonly kind: 'plain'; readonly cause: 'configuration' | 'code' }
  /** The third version could not be measured; why, in words. */
  | { readonly kind: 'failed'; readonly reason: string };

type Asked = Pick<Comparison, 'metric' | 'endpoint'>;

export interface AttributionEvidence {
  /** Of a run with the sides base, head and mixed. */
  readonly observations: Observations;
  /** The comparisons to be explained. */
  readonly asked: readonly Asked[];
  readonly policy: Policy;
  readonly windowsMost: number;
  readonly seed: string;
}

const FLIPS = 10_000;
/** In each tail of each of two intervals that are to hold together (Bonferroni). */
const SHARED_TAIL = 0.0125;

/** Splits changes into the part that head's code makes under base's configuration, and what head's configuration adds. */
export function explainChanges(evidence: AttributionEvidence): Explained[] {
  const { observations, policy, windowsMost } = evidence;
  const flips = drawFlips(windowsMost, FLIPS, seededRandom(`${evidence.seed}/attribution`));
  const between = (from: Side, to: Side): ReadonlyMap<string, Series> => {
    const series = readSeries(pickSides(observations, [from, to]), policy, windowsMost);
    return new Map(series.map((each) => [seriesKey(each), each]));
  };
  const steps = {
    whole: between(BASE, HEAD),
    configuration: between(MIXED, HEAD),
    code: between(BASE, MIXED),
  };
  return evidence.asked.flatMap((asked) => {
    const key = keyOf(asked);
    const [whole, configuration, code] = [
      steps.whole.get(key),
      steps.configuration.get(key),
      steps.code.get(key),
    ];
    if (whole === undefined || configuration === undefined || code === undefined) return [];
    return explain({ whole, configuration, code }, flips);
  });
}

function explain(
  { whole, configuration, code }: Readonly<Record<'whole' | 'configuration' | 'code', Series>>,
  flips: Flips,
): Explained[] {
  if (![whole, configuration, code].every(isTestable)) return [];
  const effects = {
    whole: effectOf(whole, flips),
    configuration: effectOf(configuration, flips, SHARED_TAIL),
    code: effectOf(code, flips, SHARED_TAIL),
  };
  if (Object.values(effects).some(({ low, high }) => !Number.isFinite(low + high))) return [];
  const { metric, endpoint, unit, margin } = whole;
  const kind = whole.scale === 'log' ? 'ratio' : 'difference';
  return [
    {
      ...{ metric, endpoint, unit, kind, margin: margin === null ? null : Math.abs(changeOf(whole, margin)) },
      whole: partOf(whole, effects.whole),
      configuration: partOf(whole, effects.configuration),
      code: partOf(whole, effects.code),
      cause: findCause(effects, whole),
    },
  ];
}

type Effects = Readonly<Record<'whole' | 'configuration' | 'code', Effect>>;

/** As effects: `allowance` is what two starts of one build may differ by, `margin` what is tolerated. */
export function findCause(
  effects: Effects,
  { allowance, margin }: Pick<Series, 'allowance' | 'margin'>,
): Cause {
  const { whole, configuration, code } = effects;
  const isProven = ({ low, high }: Effect): boolean => low > allowance || high < -allowance;
  if (isProven(configuration) && isProven(code)) return 'both';
  if (isProven(configuration)) return outweighs(configuration, code) ? 'configuration' : 'open';
  if (isProven(code)) return outweighs(code, configuration) ? 'code' : 'open';
  return !isProven(whole) && farthest(whole) <= (margin ?? UNGATED_MARGIN) ? 'neither' : 'open';
}

/** For what has no margin: further than that nothing is ruled out. */
const UNGATED_MARGIN = 0.25;

const farthest = ({ low, high }: Effect): number => Math.max(Math.abs(low), Math.abs(high));

/** The causes anew, by the intervals alone: for findings that somebody else wrote. */
export function nameCauses(attribution: Attribution, delta: number): Attribution {
  if (attribution.kind !== 'measured') return attribution;
  return {
    ...attribution,
    explained: attribution.explained.map((one) => ({ ...one, cause: causeOf(one, delta) })),
  };
}

function causeOf({ kind, margin, whole, configuration, code }: Explained, delta: number): Cause {
  const toLog = (change: number): number => (kind === 'difference' ? change : Math.log1p(change));
  const toEffect = ({ estimate, low, high }: Part): Effect => ({
    estimate: toLog(estimate),
    low: toLog(low),
    high: toLog(high),
  });
  const effects = {
    whole: toEffect(whole),
    configuration: toEffect(configuration),
    code: toEffect(code),
  };
  const allowance = kind === 'difference' ? 0 : toLog(delta);
  return findCause(effects, { allowance, margin: margin === null ? null : toLog(margin) });
}

/** Wherever in its interval the other part lies, it is smaller than what was found of this one. */
const outweighs = (one: Effect, other: Effect): boolean => Math.abs(one.estimate) > farthest(other);

function partOf(series: Series, { estimate, low, high }: Effect): Part {
  const ends = [changeOf(series, low), changeOf(series, high)];
  return { estimate: changeOf(series, estimate), low: Math.min(...ends), high: Math.max(...ends) };
}

/** The same evidence with two of its sides alone, in this order. */
function pickSides(observations: Observations, sides: readonly [Side, Side]): Observations {
  const places = sides.map((side) => observations.sides.indexOf(side));
  const pick = <T>(values: readonly T[]): T[] => places.map((place) => values[place] as T);
  const pickCells = (blocks: Observations['mix']): Observations['mix'] => ({
    ...blocks,
    cells: pick(blocks.cells),
  });
  return {
    ...observations,
    sides,
    mix: pickCells(observations.mix),
    endpoints: observations.endpoints.map(pickCells),
    gauges: observations.gauges.map(({ of, ...gauge }) => ({
      ...gauge,
      values: pick(gauge.values),
      ...(of === undefined ? {} : { of: pick(of) }),
    })),
    peakMemory: pick(observations.peakMemory),
    unanswered: pick(observations.unanswered),
  };
}

const keyOf = ({ metric, endpoint }: Asked): string => `${metric}\n${endpoint ?? ''}`;
