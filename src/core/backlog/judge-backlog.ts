import { spentShare } from '../../statistics/spending.ts';
import { DEFAULT_MARGINS, marginFor, type Policy } from '../policy.ts';
import type { Measurement } from '../result.ts';
import type { QueueEvidence } from './evidence.ts';
import type { BacklogFinding, BacklogStanding, QueueFinding } from './finding.ts';
import { boundKept, type Tails } from './keeping-up.ts';
import { acceptedPerWindow, ratesOf, type Seen, seenOf } from './seen.ts';

const BACKLOG = 'backlog';
/** Of the comment's alpha, for all queues together; the rest stays with what is measured of requests. */
const BACKLOG_ALPHA_SHARE = 0.2;

/** What queues take of alpha where they are seen: nothing where none can fail. */
export const backlogAlphaShare = ({ margins }: Pick<Policy, 'margins'>): number =>
  marginFor(margins, BACKLOG, null) === null ? 0 : BACKLOG_ALPHA_SHARE;

export interface BacklogRules {
  /** Its alpha and beta are those of the whole comment. */
  readonly policy: Omit<Policy, 'delta'>;
  readonly measurement: Pick<Measurement, 'windows' | 'windowsMost' | 'plannedLooks' | 'windowMs'>;
}

/** From blocks to findings: the same blocks give the same, whoever measured them. docs/kafka.md argues the test. */
export function judgeBacklog(queues: readonly QueueEvidence[], rules: BacklogRules): BacklogFinding {
  const { policy, measurement } = rules;
  const margin = marginFor(policy.margins, BACKLOG, null);
  const alpha = backlogAlphaShare(policy) * policy.alpha;
  const tails = tailsOf(alpha / queues.length, rules);
  return { queues: queues.map((queue) => judgeQueue(queue, { margin, tails, measurement })), margin, alpha };
}

/**
 * Queues are judged once, at whichever look ended the run. Which one that is may depend on what it sees, so each may spend only
 * what it adds to the spending function: whatever ends the run, all together stay within alpha.
 */
function tailsOf(alpha: number, { policy, measurement }: BacklogRules): Tails {
  const { windows, windowsMost, plannedLooks } = measurement;
  const last = plannedLooks.findLast((look) => look < windows) ?? 0;
  const spent = (units: number): number => (units === 0 ? 0 : spentShare(units, windowsMost));
  // Head clears itself by keeping up, or by growing no faster than base: half of beta each.
  return {
    low: alpha * (spent(windows) - spent(last)),
    high: ((policy.beta / 2) * (windows - last)) / windowsMost,
  };
}

interface QueueRules {
  readonly margin: number | null;
  readonly tails: Tails;
  readonly measurement: BacklogRules['measurement'];
}

/** Fewer messages on head than this say nothing. */
const LEAST_MESSAGES = 50;
const BOTH_95: Tails = { low: 0.025, high: 0.025 };

function judgeQueue(queue: QueueEvidence, { margin, tails, measurement }: QueueRules): QueueFinding {
  const { windows, windowMs } = measurement;
  const [base, head] = [seenOf(queue.base, windows), seenOf(queue.head, windows)];
  const unit = acceptedPerWindow(head);
  const kept = unit * head.length >= LEAST_MESSAGES ? head.map(({ grown }) => grown / unit) : [];
  const beyond = kept.length > 0 ? differences(base, head, unit) : [];
  const interval = boundKept(kept, BOTH_95);
  const perSecond = (share: number): number => (share * unit * 1000) / windowMs;
  return {
    ...queue,
    standing: standingOf(kept, beyond, { margin, tails }),
    rates:
      base.length === 0 || head.length === 0
        ? null
        : { base: ratesOf(base, windowMs), head: ratesOf(head, windowMs) },
    growth:
      interval === null
        ? null
        : {
            estimate: perSecond(interval.estimate),
            low: perSecond(interval.low),
            high: perSecond(interval.high),
          },
    baseFallsBehind: fallsBehind(base, margin ?? DEFAULT_MARGINS.run[BACKLOG] ?? 0),
  };
}

/** How much more head's backlog grew than base's in the same windows, as shares of what head accepts. */
function differences(base: readonly Seen[], head: readonly Seen[], unit: number): number[] {
  const grownOnBase = new Map(base.map(({ window, grown }) => [window, grown]));
  return head.flatMap(({ window, grown }) => {
    const other = grownOnBase.get(window);
    return other === undefined ? [] : [(grown - other) / unit];
  });
}

/**
 * Both must be proven for a fail, so that neither a consumer that keeps up nor one that is as slow as base's is blamed; each
 * alone is wrong with the probability that both are given (intersection-union, Berger & Hsu 1996).
 */
function standingOf(
  kept: readonly number[],
  beyondBase: readonly number[],
  { margin, tails }: Pick<QueueRules, 'margin' | 'tails'>,
): BacklogStanding {
  const both = [boundKept(kept, tails), boundKept(beyondBase, tails)].filter((bounds) => bounds !== null);
  if (both.length < 2) return 'sparse';
  if (margin === null) return 'shown';
  if (both.every(({ low }) => low > margin)) return 'worse';
  if (both.some(({ high }) => high <= margin)) return 'held';
  return isDoubtful([kept, beyondBase], margin) ? 'open' : 'unresolvable';
}

/** Whether it points beyond the margin, and chance hardly puts it on that side of zero. */
const isDoubtful = (series: readonly (readonly number[])[], margin: number): boolean =>
  series.every((values) => {
    const bounds = boundKept(values, BOTH_95);
    return bounds !== null && bounds.estimate > margin && bounds.low > 0;
  });

function fallsBehind(seen: readonly Seen[], margin: number): boolean {
  const unit = acceptedPerWindow(seen);
  if (!(unit > 0)) return false;
  const kept = boundKept(
    seen.map(({ grown }) => grown / unit),
    BOTH_95,
  );
  return kept !== null && kept.low > margin;
}
