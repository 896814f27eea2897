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
/** Several metrics are asked at once, about a change that nobody claimed. */
const SIGNIFICANCE = 0.001;

/** Metrics of the run that stand worse today than at the last release that is old enough, worst first. */
export function findCreep({ metrics }: History): Creep[] {
  return metrics
    .filter(({ endpoint }) => endpoint === null)
    .flatMap((metric) => creepOf(metric) ?? [])
    .toSorted((a, b) => Math.abs(b.change) - Math.abs(a.change));
}

function creepOf(history: MetricHistory): Creep | null {
  const { points, scale, metric, endpoint, unit } = history;
  const anchor = anchorOf(points);
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

/** The last release with enough recordings before and after it; else the end of the first stretch. */
function anchorOf(points: readonly HistoryPoint[]): number {
  const release = points.findLastIndex(
    (point, at) => point.release !== null && at + 1 >= LEAST_POINTS && points.length - 1 - at >= LEAST_POINTS,
  );
  return release >= 0 ? release : Math.min(MOST_POINTS, Math.floor(points.length / 2)) - 1;
}
