import type { Effect } from '../comparisons.ts';
import type { Series } from '../series.ts';
import type { Attribution, Cause, Explained, Part } from './explained.ts';

export type Effects = Readonly<Record<'whole' | 'configuration' | 'code', Effect>>;

/** As effects: `allowance` is what two starts of one build may differ by, `margin` what is tolerated. */
export function findCause(
  effects: Effects,
  { allowance, margin }: Pick<Series, 'allowance' | 'margin'>,
): Cause {
  const { whole, configuration, code } = effects;
  const isProven = ({ low, high }: Effect): boolean => low > allowance || high < -allowance;
  if (isProven(configuration) && isProven(code)) {
    if (overrules(configuration, code)) return 'configuration';
    return overrules(code, configuration) ? 'code' : 'both';
  }
  if (isProven(configuration)) return outweighs(configuration, code) ? 'configuration' : 'open';
  if (isProven(code)) return outweighs(code, configuration) ? 'code' : 'open';
  const staysWithin = (effect: Effect): boolean => farthest(effect) <= (margin ?? UNGATED_MARGIN);
  const isSmall = staysWithin(whole) || (staysWithin(configuration) && staysWithin(code));
  return isSmall && !isProven(whole) ? 'neither' : 'open';
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

/** The other part works against this one and takes back less than half of it: a small gain is no part of a loss. */
const overrules = (one: Effect, other: Effect): boolean =>
  one.estimate * other.estimate < 0 && Math.abs(one.estimate) > 2 * farthest(other);
