import { compareMeans } from '../../statistics/change-points.ts';
import { mean } from '../../statistics/student.ts';
import type { History } from './history.ts';
import { type HistoryPoint, type MetricHistory, SCALES } from './metric-history.ts';

/** What a metric has gathered since a release, although each step was too small to be seen. */
export interface Creep extends Pick<MetricHistory, 'metric' | 'endpoint' | 'unit' | 'scale'> {
  /** A release, or the commit at which the history begins. */
  readonly since: string;
  readonly isRelease: boolean;
  /** Recorded commits since then. */
  readonly commits: number;
  readonly change: number;
  readonly before: number;
  readonly after: number;
}

const MOST_POINTS = 10;
const LEAST_POINTS = 3;
const MOST_RELEASES = 5;
/** Several metrics and releases are asked at once, about a change that nobody claimed. */
const SIGNIFICANCE = 0.001;

/** Metrics of the run that stand worse today than at a release of late, worst first. */
export function findCreep({ metrics }: History): Creep[] {
  return metrics
    .filter(({ endpoint }) => endpoint === null)
    .flatMap((metric) => creepOf(metric) ?? [])
    .toSorted((a, b) => Math.abs(b.change) - Math.abs(a.change));
}

/** Since the latest release from which it shows: too little may have gathered since the last one. */
function creepOf(history: MetricHistory): Creep | null {
  for (const anchor of anchorsOf(history.points)) {
    const creep = creepSince(history, anchor);
    if (creep !== null) return creep;
  }
  return null;
}

function creepSince(history: MetricHistory, anchor: number): Creep | null {
  const { points, scale, metric, endpoint, unit } = history;
  const plain = points.map(({ value }) => SCALES[scale].flatten(value));
  // Today's level and the release's begin where the metric last changed for good.
  const starts = [0, ...history.changes.map(({ index }) => index)];
  const lastStart = (before: number): number => starts.findLast((start) => start <= before) ?? 0;
  const then = plain.slice(Math.max(lastStart(anchor), anchor + 1 - MOST_POINTS), anchor + 1);
  const today = plain.slice(Math.max(lastStart(points.length - 1), anchor + 1, points.length - MOST_POINTS));
  if (then.length < LEAST_POINTS || today.length < LEAST_POINTS) return null;
  const moved = mean(today) - mean(then);
  const isWorse = metric === 'throughput' ? moved < 0 : moved > 0;
  if (!isWorse || compareMeans(then, today) >= SIGNIFICANCE) return null;
  const [before, after] = [SCALES[scale].restore(mean(then)), SCALES[scale].restore(mean(today))];
  const at = points[anchor];
  const release = at?.release ?? null;
  return {
    metric,
    endpoint,
    unit,
    scale,
    since: release ?? points[0]?.commit ?? '',
    isRelease: release !== null,
    commits: points.length - 1 - (release === null ? 0 : anchor),
    change: scale === 'log' ? Math.expm1(moved) : after - before,
    before,
    after,
  };
}

/** The last releases with enough recordings before and after them, the latest first; without any, the end of the first stretch. */
function anchorsOf(points: readonly HistoryPoint[]): number[] {
  const releases = [...points.keys()].filter(
    (at) => points[at]?.release !== null && at + 1 >= LEAST_POINTS && points.length - 1 - at >= LEAST_POINTS,
  );
  return releases.length > 0
    ? releases.toReversed().slice(0, MOST_RELEASES)
    : [Math.min(MOST_POINTS, Math.floor(points.length / 2)) - 1];
}
