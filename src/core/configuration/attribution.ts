import { drawFlips, type Flips } from '../../statistics/flips.ts';
import { seededRandom } from '../../statistics/random.ts';
import { changeOf, type Effect, effectOf } from '../comparisons.ts';
import type { Comparison } from '../judgement.ts';
import type { Observations } from '../observations.ts';
import type { Policy } from '../policy.ts';
import { readSeries } from '../read-series.ts';
import { isTestable, type Series, seriesKey } from '../series.ts';
import { BASE, HEAD, type Side } from '../side.ts';
import { findCause } from './cause.ts';
import { type Explained, MIXED, type Part } from './explained.ts';
import { pickSides } from './pick-sides.ts';

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

function partOf(series: Series, { estimate, low, high }: Effect): Part {
  const ends = [changeOf(series, low), changeOf(series, high)];
  return { estimate: changeOf(series, estimate), low: Math.min(...ends), high: Math.max(...ends) };
}

const keyOf = ({ metric, endpoint }: Asked): string => `${metric}\n${endpoint ?? ''}`;
