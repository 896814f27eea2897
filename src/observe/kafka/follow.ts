import type { OffsetReading, PartitionOffsets } from '../../core/backlog/offsets.ts';
import { now, sleepUntil } from '../../system/clock.ts';

/** Reads a queue again and again until it is told to stop. */
export interface Follower {
  readonly readings: readonly OffsetReading[];
  readonly failed: FailedReadings;
  /** Whether as good as nothing waits in the queue, by what was read last. */
  isDrained(): boolean;
  /** Resolves when the reading that is under way has ended. */
  stop(): Promise<void>;
}

export interface FailedReadings {
  readonly count: number;
  /** The latest. */
  readonly reason: unknown;
}

export interface FollowedQueue {
  /** Null where the topic does not exist, which it may yet. */
  readonly read: () => Promise<readonly PartitionOffsets[] | null>;
  readonly everyMs: number;
}

export function followQueue({ read, everyMs }: FollowedQueue): Follower {
  const readings: OffsetReading[] = [];
  let failed: FailedReadings = { count: 0, reason: null };
  const over = new AbortController();
  const following = (async () => {
    while (!over.signal.aborted) {
      const begun = now();
      try {
        const partitions = await read();
        if (partitions !== null) readings.push({ at: (begun + now()) / 2, partitions });
      } catch (reason) {
        failed = { count: failed.count + 1, reason };
      }
      await sleepUntil(begun + everyMs, over.signal).catch(() => undefined);
    }
  })();
  return {
    readings,
    get failed() {
      return failed;
    },
    isDrained: () => waitingIn(readings.at(-1)) <= (readings.at(-1)?.partitions.length ?? 0),
    async stop() {
      over.abort();
      await following;
    },
  };
}

/** A queue that nobody has read from yet is not waited for. */
function waitingIn(reading: OffsetReading | undefined): number {
  const read = reading?.partitions.filter(({ committed }) => committed !== null) ?? [];
  return read.reduce((sum, { end, committed }) => sum + Math.max(0, end - (committed ?? end)), 0);
}
