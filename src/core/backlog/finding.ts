import type { Judgement } from '../judgement.ts';
import type { QueueEvidence } from './evidence.ts';
import type { QueueRates } from './seen.ts';

/**
 * `worse`: head's backlog is proven to grow by more than the margin, and by that much more than base's. `held`: proven not to.
 * `open`: it looks as if, unproven. `unresolvable`: it does not look so, but could not be ruled out. `shown`: not gated.
 * `sparse`: too little was seen.
 */
export type BacklogStanding = 'worse' | 'held' | 'open' | 'unresolvable' | 'shown' | 'sparse';

/** Head's queue against base's. */
export interface QueueFinding extends QueueEvidence {
  readonly standing: BacklogStanding;
  /** Null where too little was seen of a side. */
  readonly rates: { readonly base: QueueRates; readonly head: QueueRates } | null;
  /** How fast head's backlog grows, messages per second, with a 95% interval; null where that cannot be told. */
  readonly growth: { readonly estimate: number; readonly low: number; readonly high: number } | null;
  /** Whether base's backlog grows beyond the margin too, with 95% confidence. */
  readonly baseFallsBehind: boolean;
}

/** What became of the queues between the service and its consumers. */
export interface BacklogFinding {
  readonly queues: readonly QueueFinding[];
  /** Share of what is accepted by which a backlog may grow; null where none is gated. */
  readonly margin: number | null;
  /** Its share of the false alarms, beside the policy's. */
  readonly alpha: number;
}

/** A judgement that knows of queues: a backlog that grows fails whatever requests say, and a pass needs none that seems to. */
export function withBacklog(judgement: Judgement, { queues }: BacklogFinding): Judgement {
  const has = (standing: BacklogStanding): boolean => queues.some((queue) => queue.standing === standing);
  if (has('worse') && judgement.verdict !== 'fail') {
    return { ...judgement, verdict: 'fail', reason: { kind: 'backlog' } };
  }
  if (has('open') && judgement.verdict === 'pass') {
    return { ...judgement, verdict: 'inconclusive', reason: { kind: 'backlog' } };
  }
  return judgement;
}
