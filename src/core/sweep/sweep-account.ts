import type { Standing } from '../judgement.ts';
import { isJudged, type Series } from '../series.ts';
import type { SweptStanding } from './swept.ts';

/** What has been proven of a variant so far, by metric. */
export interface Account {
  readonly worse: Set<string>;
  readonly better: Set<string>;
  /** It fails most requests. */
  isBroken: boolean;
  /** Windows in all when it was dropped; null while it takes part. */
  droppedAt: number | null;
}

export const openAccount = (): Account => ({
  worse: new Set(),
  better: new Set(),
  isBroken: false,
  droppedAt: null,
});

/** CPU is what a variant costs: it drops none, which may yet prove faster. */
const SERVICE = ['p50', 'p95', 'errors'];

/** Proven slower or failing more, and nothing to say for it. */
export function isLost({ worse, better, isBroken }: Account): boolean {
  return isBroken || (SERVICE.some((metric) => worse.has(metric)) && better.size === 0);
}

export function standingOf(series: Series, { worse, better }: Account): Standing {
  if (!isJudged(series)) return 'shown';
  if (worse.has(series.metric)) return 'worse';
  return better.has(series.metric) ? 'better' : 'open';
}

export function sumUp({ worse, better, isBroken }: Account): SweptStanding {
  if (isBroken) return 'does not serve';
  if (worse.size > 0) return better.size > 0 ? 'trades' : 'costs';
  return better.size > 0 ? 'pays' : 'open';
}
