import type { QueuePoint } from './offsets.ts';

/** What went into a queue and out of it at any moment between its readings. */
export interface QueueCurve {
  /** Null where no readings are near enough. */
  at(epochMs: number): { readonly accepted: number; readonly consumed: number } | null;
}

/** Between readings further apart nothing is known, ms. */
const LONGEST_GAP_MS = 5000;

/**
 * Consumers commit in steps, many of them every 5 s, and work in between: what is consumed is a straight line from commit to
 * commit, never above what was accepted. What is accepted is a straight line from reading to reading.
 */
export function traceQueue(points: readonly QueuePoint[]): QueueCurve {
  const commits = points.filter(
    ({ consumed }, i) => i === 0 || i === points.length - 1 || consumed !== points[i - 1]?.consumed,
  );
  return {
    at(epochMs) {
      const near = neighbours(points, epochMs);
      const steps = neighbours(commits, epochMs);
      if (near === null || steps === null || near[1].at - near[0].at > LONGEST_GAP_MS) return null;
      const accepted = between(near, epochMs, ({ accepted }) => accepted);
      return {
        accepted,
        consumed: Math.min(
          between(steps, epochMs, ({ consumed }) => consumed),
          accepted,
        ),
      };
    },
  };
}

type Neighbours = readonly [QueuePoint, QueuePoint];

/** The points before and after a moment; null outside of all points. */
function neighbours(points: readonly QueuePoint[], epochMs: number): Neighbours | null {
  let low = 0;
  let high = points.length - 1;
  const [first, last] = [points[low], points[high]];
  if (first === undefined || last === undefined || epochMs < first.at || epochMs > last.at) return null;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((points[middle] as QueuePoint).at <= epochMs) low = middle;
    else high = middle;
  }
  return [points[low] as QueuePoint, points[high] as QueuePoint];
}

function between([a, b]: Neighbours, epochMs: number, read: (point: QueuePoint) => number): number {
  const share = b.at > a.at ? (epochMs - a.at) / (b.at - a.at) : 0;
  return read(a) + share * (read(b) - read(a));
}
