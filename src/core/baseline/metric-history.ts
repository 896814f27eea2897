import { findChangePoints } from '../../statistics/change-points.ts';
import { mean } from '../../statistics/student.ts';
import type { Form } from './conditions.ts';
import type { Level } from './recording.ts';
import type { Entry } from './store.ts';
import { findLevel, readLevel } from './stored-series.ts';

export interface HistoryPoint {
  readonly commit: string;
  /** Epoch ms of its newest recording. */
  readonly at: number;
  readonly release: string | null;
  /** In the unit; where quotients are compared, what they come to on the machine of the newest recording. */
  readonly value: number;
}

/** A lasting change of one metric, and the commit that brought it. */
export interface HistoryChange {
  /** Of the commit among the points. */
  readonly index: number;
  readonly commit: string;
  /** Typical values on both sides, as far as the next changes. */
  readonly before: number;
  readonly after: number;
  /** A ratio minus one on a log scale, else a difference. */
  readonly change: number;
  readonly pValue: number;
}

/** One metric over the recorded commits, oldest first. */
export interface MetricHistory extends Pick<Level, 'metric' | 'endpoint' | 'unit' | 'scale'> {
  readonly form: Form;
  readonly points: readonly HistoryPoint[];
  /** Typical value of each stretch between changes: one more than there are changes. */
  readonly levels: readonly number[];
  readonly changes: readonly HistoryChange[];
}

/** The course of one metric; quotients become values of the newest recording's machine. */
export function describeMetric(level: Level, entries: readonly Entry[], form: Form): MetricHistory {
  const own = form === 'ratio' && readLevel(level, 'ratio') !== null ? 'ratio' : 'raw';
  const machine = own === 'ratio' && level.ratio !== null ? level.value / level.ratio : 1;
  const scale = SCALES[level.scale];
  const rows = entries.flatMap(({ commit, recordings }) => {
    const values = recordings.flatMap(({ levels }) => {
      const there = findLevel(levels, level);
      return there === undefined || there.scale !== level.scale ? [] : (readLevel(there, own) ?? []);
    });
    const last = recordings.at(-1);
    return values.length === 0 || last === undefined
      ? []
      : [{ commit, last, plain: mean(values.map(scale.flatten)) }];
  });
  const inUnit = (plain: number): number => machine * scale.restore(plain);
  const changes = findChangePoints(rows.map(({ plain }) => plain)).map(
    ({ index, before, after, pValue }) => ({
      index,
      commit: rows[index]?.commit ?? '',
      before: inUnit(before),
      after: inUnit(after),
      change: level.scale === 'log' ? Math.expm1(after - before) : inUnit(after) - inUnit(before),
      pValue,
    }),
  );
  const { metric, endpoint, unit } = level;
  const points = rows.map(({ commit, last, plain }) => ({
    commit,
    at: last.at,
    release: last.release,
    value: inUnit(plain),
  }));
  const first = changes[0]?.before ?? inUnit(mean(rows.map(({ plain }) => plain)));
  const levels = rows.length === 0 ? [] : [first, ...changes.map(({ after }) => after)];
  return { metric, endpoint, unit, scale: level.scale, form: own, points, levels, changes };
}

interface Flattening {
  flatten(value: number): number;
  restore(plain: number): number;
}

/** Where noise is of one size at every level: logarithms, and the arcsine of shares (Anscombe 1948). */
export const SCALES: Readonly<Record<Level['scale'], Flattening>> = {
  log: { flatten: Math.log, restore: Math.exp },
  count: {
    flatten: (share) => 2 * Math.asin(Math.sqrt(share)),
    restore: (plain) => Math.sin(plain / 2) ** 2,
  },
  linear: { flatten: (value) => value, restore: (plain) => plain },
};
