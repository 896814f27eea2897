import type { Judgement, Reason } from '../judgement.ts';

/** Rates of requests nearer than this load a service alike, as with recordings. */
const ALIKE = 1.1;

/** Requests per second of each side while both counted. */
export type Rates = readonly [base: number, head: number];

/**
 * A service under more load is slower without being worse, and one under less is faster without being better. A closed-loop
 * tool asks less of a service that got slower, so less load excuses no conviction: it only forbids a pass.
 */
export function doubtLoad(judgement: Judgement, [base, head]: Rates): Judgement {
  const reason: Reason = { kind: 'other load', base, head };
  const isMore = head > ALIKE * base;
  const isLess = base > ALIKE * head;
  const isWorse = judgement.reason.kind === 'worse';
  const isPass = judgement.verdict === 'pass';
  if (!(isMore && isWorse && !hasMoreErrors(judgement)) && !(isLess && isPass)) return judgement;
  const comparisons = judgement.comparisons.map((one) =>
    one.standing === 'worse' || (isLess && one.standing === 'held')
      ? { ...one, standing: one.margin === null ? ('shown' as const) : ('open' as const) }
      : one,
  );
  const broken = judgement.limits.some(({ breached }) => breached);
  return broken
    ? { ...judgement, verdict: 'fail', reason: { kind: 'limit' }, comparisons }
    : { ...judgement, verdict: 'inconclusive', reason, comparisons };
}

/** Failures are counted by share, and no load that is asked for excuses them. */
const hasMoreErrors = ({ comparisons }: Judgement): boolean =>
  comparisons.some(({ metric, standing }) => metric === 'errors' && standing === 'worse');
