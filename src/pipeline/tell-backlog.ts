import type { QueueEvidence } from '../core/backlog/evidence.ts';
import { withBacklog } from '../core/backlog/finding.ts';
import { judgeBacklog } from '../core/backlog/judge-backlog.ts';
import type { Policy } from '../core/policy.ts';
import type { Result } from '../core/result.ts';

/** What a result says of queues that were seen beside the load; `policy` is that of the whole comment. */
export function tellBacklog(
  result: Result,
  queues: readonly QueueEvidence[],
  policy: Omit<Policy, 'delta'>,
): Result {
  if (queues.length === 0) return result;
  const backlog = judgeBacklog(queues, { policy, measurement: result.measurement });
  return { ...result, backlog, judgement: withBacklog(result.judgement, backlog) };
}
