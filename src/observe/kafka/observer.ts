import { type KafkaPlan, nameOnSide, type QueuePlan } from '../../core/kafka-plan.ts';
import type { Attendance, ObservedLeg, Observer } from '../../core/observer.ts';
import { now, sleep } from '../../system/clock.ts';
import { createComplaints } from './complaints.ts';
import { type Follower, followQueue } from './follow.ts';
import { openLedger } from './ledger.ts';
import type { QueueReader } from './queue-reader.ts';

/** How often queues are looked at and waited for, ms. */
export interface Patience {
  readonly everyMs: number;
  /** After the load, whether drained or not, so that what was still on its way is seen to arrive. */
  readonly settleMs: number;
  /** For a queue to drain after a start, and in all starts together. */
  readonly drainMs: number;
  readonly drainAllMs: number;
}

export const PATIENCE: Patience = { everyMs: 500, settleMs: 2000, drainMs: 20_000, drainAllMs: 60_000 };

export interface ObservedQueues {
  readonly plan: KafkaPlan;
  /** The cluster of a side. */
  readonly readerOf: (side: string) => QueueReader;
  /** Never shown. */
  readonly secrets: readonly string[];
  readonly close: () => Promise<void>;
  /** Nothing is waited for once it is aborted. */
  readonly signal: AbortSignal;
  readonly patience?: Patience;
}

interface FollowedSide {
  readonly queue: number;
  readonly side: number;
  readonly names: QueuePlan;
  readonly reader: QueueReader;
  readonly follower: Follower;
}

/** Follows the queues of both sides beside the load and until they have drained after it. */
export function createQueueObserver(observed: ObservedQueues): Observer {
  const { plan, readerOf, close, signal, patience = PATIENCE } = observed;
  const ledger = openLedger(plan.queues, 2);
  const complaints = createComplaints(observed.secrets);
  let drainLeftMs = patience.drainAllMs;
  let following: readonly FollowedSide[] = [];
  const stopAll = async (): Promise<void> => {
    await Promise.all(following.map(({ follower }) => follower.stop()));
  };

  const end = async (leg: ObservedLeg, windows: number): Promise<void> => {
    const endedAt = now();
    const waits = Math.max(patience.settleMs, Math.min(patience.drainMs, drainLeftMs));
    const isOver = (): boolean =>
      now() - endedAt >= patience.settleMs && following.every(({ follower }) => follower.isDrained());
    while (!isOver() && !signal.aborted && now() - endedAt < waits)
      await sleep(patience.everyMs / 5, signal).catch(() => undefined);
    drainLeftMs -= now() - endedAt;
    await stopAll();
    const { from, startAt, windowMs } = leg;
    for (const { queue, side, names, reader, follower } of following) {
      const { readings } = follower;
      ledger.book({ queue, side, leg: { readings, from, to: windows, startAt, windowMs, endedAt } });
      await complaints.hear({ names, reader, follower });
    }
  };

  return {
    attend(leg): Attendance {
      const before = stopAll();
      following = leg.targets.flatMap((target, side) => {
        const reader = readerOf(target.side);
        return plan.queues.map(({ topic, group }, queue) => {
          const names = { topic: nameOnSide(topic, target.side), group: nameOnSide(group, target.side) };
          const read = () => reader.read(names);
          return { queue, side, names, reader, follower: followQueue({ read, everyMs: patience.everyMs }) };
        });
      });
      return {
        // Queues are judged when the load is over, not look by look.
        catchUp: () => before,
        end: (windows) => end(leg, windows),
      };
    },
    queues: () => ledger.evidence(),
    get warnings() {
      return complaints.all();
    },
    async [Symbol.asyncDispose]() {
      await stopAll();
      await close();
    },
  };
}
