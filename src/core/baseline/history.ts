import { type ComparableRule, defaultRule, formOf } from './conditions.ts';
import { compareConditions } from './differences.ts';
import { describeMetric, type MetricHistory } from './metric-history.ts';
import type { Recording } from './recording.ts';
import type { Entry } from './store.ts';

export interface History {
  readonly metrics: readonly MetricHistory[];
  /** Recordings that cannot be compared with the newest, counted by why. */
  readonly leftOut: readonly { readonly words: string; readonly recordings: number }[];
}

/** Always part of the picture; endpoints only where they changed. */
const RUN_METRICS = ['p50', 'p95', 'errors', 'cpu', 'memory', 'throughput'];
const ENDPOINT_METRICS = ['p50', 'p95'];
/** Fewer are no course of anything. */
const LEAST_POINTS = 2;

/** What became of each metric over the recorded commits. `entries` are those of one line of history, oldest first. */
export function describeHistory(entries: readonly Entry[], rule?: ComparableRule): History {
  const recordings = entries.flatMap((entry) => entry.recordings);
  const newest = recordings.at(-1);
  if (newest === undefined) return { metrics: [], leftOut: [] };
  const form = formOf(newest.conditions);
  const decides = rule ?? defaultRule(form);
  const excuse = (recording: Recording): string | undefined =>
    compareConditions(newest.conditions, recording.conditions, decides).find(({ decisive }) => decisive)
      ?.words;
  const left = recordings.flatMap((recording) => excuse(recording) ?? []);
  const comparable = entries.map(({ commit, recordings: own }) => ({
    commit,
    recordings: own.filter((recording) => excuse(recording) === undefined),
  }));
  const metrics = newest.levels
    .map((level) => describeMetric(level, comparable, form))
    .filter(({ metric, endpoint, points, changes }) =>
      points.length < LEAST_POINTS
        ? false
        : endpoint === null
          ? RUN_METRICS.includes(metric)
          : ENDPOINT_METRICS.includes(metric) && changes.length > 0,
    );
  const words = [...new Set(left)];
  return {
    metrics: metrics.toSorted((a, b) => rankOf(a) - rankOf(b)),
    leftOut: words.map((one) => ({ words: one, recordings: left.filter((other) => other === one).length })),
  };
}

const rankOf = ({ metric, endpoint }: MetricHistory): number =>
  endpoint === null ? RUN_METRICS.indexOf(metric) : RUN_METRICS.length;
