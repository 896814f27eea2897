import { mean, meanAtLeast } from '../statistics/student.ts';
import type { Comparison, Standing } from './judgement.ts';
import type { Observations } from './observations.ts';
import { marginFor, type Policy } from './policy.ts';

/** Fewer starts cannot tell a leak from the luck of a start. */
const LEAST_STARTS = 4;
/** Share of alpha that peak memory takes from the run family when it is judged. */
const ALPHA_SHARE = 0.1;
/** Peaks of one build that agree better than this agree by chance. */
const LEAST_SD = 0.005;
const TAIL = 0.025;

/** The part of alpha that peak memory may spend in a run of so many starts. */
export const memoryAlpha = (policy: Policy, starts: number): number =>
  starts >= LEAST_STARTS && marginFor(policy.margins, 'memory', null) !== null
    ? ALPHA_SHARE * policy.alpha
    : 0;

/**
 * Peak memory, start against start. Worse only when proven beyond the whole margin; each further start may spend half of what
 * the one before might, so that looking after every start stays within alpha.
 */
export function compareMemory(observations: Observations, policy: Policy, alpha: number): Comparison | null {
  const [base = [], head = []] = observations.peakMemory.map((peaks) => peaks.filter((bytes) => bytes > 0));
  const starts = Math.min(base.length, head.length);
  if (starts === 0) return null;
  const logs = Array.from({ length: starts }, (_, i) => Math.log((head[i] as number) / (base[i] as number)));
  const margin = marginFor(policy.margins, 'memory', null);
  const geometricMean = (peaks: readonly number[]): number => Math.exp(mean(peaks.map(Math.log)));
  return {
    metric: 'memory',
    endpoint: null,
    unit: 'bytes',
    kind: 'ratio',
    base: geometricMean(base),
    head: geometricMean(head),
    change: starts >= 2 ? changeOf(logs) : null,
    resolution: null,
    margin,
    standing: standingOf(logs, margin, alpha),
    requests: [0, 0],
  };
}

function standingOf(logs: readonly number[], margin: number | null, alpha: number): Standing {
  if (margin === null || alpha === 0 || logs.length < LEAST_STARTS) return 'shown';
  const level = alpha / 2 ** (logs.length - LEAST_STARTS + 1);
  return meanAtLeast(logs, level, LEAST_SD) > Math.log1p(margin) ? 'worse' : 'shown';
}

function changeOf(logs: readonly number[]): Comparison['change'] {
  const turned = logs.map((log) => -log);
  return {
    estimate: Math.expm1(mean(logs)),
    low: Math.expm1(meanAtLeast(logs, TAIL, LEAST_SD)),
    high: Math.expm1(-meanAtLeast(turned, TAIL, LEAST_SD)),
  };
}
