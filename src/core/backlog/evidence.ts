import { type QueueCurve, traceQueue } from './curve.ts';
import { type OffsetReading, type QueuePoint, totalOffsets } from './offsets.ts';

/** One side of a queue over the counted windows of a run, in messages per window of wall time. */
export interface QueueSide {
  /** Null where too few readings tell. */
  readonly accepted: readonly (number | null)[];
  readonly consumed: readonly (number | null)[];
  /** By how many more messages the window ends than it began with that wait for longer than a grace of 1 s. */
  readonly grown: readonly (number | null)[];
  readonly starts: readonly QueueStart[];
}

/** What a start of the targets did to a queue, in messages. */
export interface QueueStart {
  /** First counted window. */
  readonly firstWindow: number;
  /** Backlog when the first counted window began, the largest seen, and when the load ended. */
  readonly before: number;
  readonly largest: number;
  readonly after: number;
  /** From the end of the load until the queue was drained, ms; null when that was not seen. */
  readonly drainMs: number | null;
  /** How long it was waited for, ms. */
  readonly waitedMs: number;
}

/** A queue of both sides: everything that a finding rests on. */
export interface QueueEvidence {
  /** As the settings name it, `$side` and all. */
  readonly topic: string;
  readonly group: string;
  readonly base: QueueSide;
  readonly head: QueueSide;
}

/** What was read of one side of a queue in one start. */
export interface QueueLeg {
  readonly readings: readonly OffsetReading[];
  /** Counted windows `[from, to)`; the first begins at `startAt`, epoch ms. */
  readonly from: number;
  readonly to: number;
  readonly startAt: number;
  readonly windowMs: number;
  /** Epoch ms at which the load was known to have ended. */
  readonly endedAt: number;
}

/** Turns the offsets of a start into blocks; null where the queue was never seen. */
export function reduceLeg(
  leg: QueueLeg,
): (Omit<QueueSide, 'starts'> & { readonly start: QueueStart }) | null {
  const points = totalOffsets(leg.readings);
  if (points.length === 0) return null;
  const curve = traceQueue(points);
  const { startAt, windowMs } = leg;
  const windows = leg.to - leg.from;
  const edges = Array.from({ length: windows + 1 }, (_, window) => startAt + window * windowMs);
  return {
    accepted: steps(edges.map((edge) => curve.at(edge)?.accepted ?? null)),
    consumed: steps(edges.map((edge) => curve.at(edge)?.consumed ?? null)),
    grown: steps(edges.map((edge) => overdueAt(curve, edge))),
    start: describeStart(leg, points),
  };
}

/** Messages younger than this are on their way, ms. */
const GRACE_MS = 1000;

/** Messages that were in the queue by then and still are when their grace is over. */
function overdueAt(curve: QueueCurve, epochMs: number): number | null {
  const then = curve.at(epochMs);
  const later = curve.at(epochMs + GRACE_MS);
  return then === null || later === null ? null : Math.max(0, then.accepted - later.consumed);
}

const steps = (levels: readonly (number | null)[]): (number | null)[] =>
  levels.slice(1).map((level, i) => {
    const before = levels[i] ?? null;
    return level === null || before === null ? null : level - before;
  });

/** A few messages in flight are no backlog, and those that mark the ends of transactions are never read. */
const DRAINED_SHARE = 0.001;

function describeStart(
  { readings, from, to, startAt, windowMs, endedAt }: QueueLeg,
  points: readonly QueuePoint[],
): QueueStart {
  const last = points.at(-1) as QueuePoint;
  const backlogAt = (epochMs: number): number =>
    backlogOf(points.findLast(({ at }) => at <= epochMs) ?? (points[0] as QueuePoint));
  const loadEnd = startAt + (to - from) * windowMs;
  const few = Math.max(readings.at(-1)?.partitions.length ?? 0, DRAINED_SHARE * last.accepted);
  const drained = points.find((point) => point.at >= loadEnd && backlogOf(point) <= few);
  return {
    firstWindow: from,
    before: backlogAt(startAt),
    largest: Math.max(...points.map(backlogOf)),
    after: backlogAt(endedAt),
    drainMs: drained === undefined ? null : Math.max(0, drained.at - endedAt),
    waitedMs: Math.max(0, last.at - endedAt),
  };
}

const backlogOf = ({ accepted, consumed }: QueuePoint): number => accepted - consumed;
