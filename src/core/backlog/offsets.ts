/** A partition as the broker tells of it. */
export interface PartitionOffsets {
  readonly partition: number;
  /** Offset that the next message will get. */
  readonly end: number;
  /** Offset that the group reads next; null where it has not committed any. */
  readonly committed: number | null;
}

/** A queue at one moment. */
export interface OffsetReading {
  /** Epoch ms. */
  readonly at: number;
  readonly partitions: readonly PartitionOffsets[];
}

/** What went into a queue and what was taken out, in messages since the first reading. */
export interface QueuePoint {
  /** Epoch ms. */
  readonly at: number;
  readonly accepted: number;
  /** As committed; starts below zero where there was a backlog. */
  readonly consumed: number;
}

/**
 * Adds the partitions up. Where the group has not committed yet, it counts as having read all that was there when we began to
 * look, or as standing where its first commit stands if that is further back.
 */
export function totalOffsets(readings: readonly OffsetReading[]): readonly QueuePoint[] {
  const origins = findOrigins(readings);
  const ends = new Map<number, number>();
  const commits = new Map<number, number>();
  return readings.map(({ at, partitions }) => {
    // A partition that is missing from a reading stands where it stood.
    for (const { partition, end, committed } of partitions) {
      ends.set(partition, end);
      if (committed !== null) commits.set(partition, committed);
    }
    let accepted = 0;
    let consumed = 0;
    for (const [partition, end] of ends) {
      const { first, before } = origins.get(partition) as Origin;
      accepted += end - first;
      consumed += Math.min(commits.get(partition) ?? before, end) - first;
    }
    return { at, accepted, consumed };
  });
}

interface Origin {
  /** End offset at the first reading. */
  readonly first: number;
  /** Where the group stood before its first commit. */
  readonly before: number;
}

function findOrigins(readings: readonly OffsetReading[]): ReadonlyMap<number, Origin> {
  const origins = new Map<number, Origin>();
  const committed = new Set<number>();
  for (const { partition, end, committed: commit } of readings.flatMap(({ partitions }) => partitions)) {
    const { first, before } = origins.get(partition) ?? { first: end, before: end };
    const isFirst = commit !== null && !committed.has(partition);
    if (isFirst) committed.add(partition);
    origins.set(partition, { first, before: isFirst ? Math.min(before, commit) : before });
  }
  return origins;
}
