import { CONDITIONS, normal, recordingOf } from '../../../bench/baseline/runs.ts';
import type { Level, Recording } from '../../../src/core/baseline/recording.ts';
import type { Entry } from '../../../src/core/baseline/store.ts';
import { seededRandom } from '../../../src/statistics/random.ts';

const DAY_MS = 86_400_000;
const START = Date.UTC(2026, 7, 24);

export const commitAt = (index: number): string => `${index}`.padStart(7, '0').padEnd(40, 'c');

/** A commit a day. `factor`: what p95 comes to at a commit, in multiples of 48 ms; machines differ by 15%. */
export interface HistoryRecipe {
  readonly commits: number;
  readonly factor: (index: number) => number;
  readonly releases?: Readonly<Record<number, string>>;
  readonly change?: (recording: Recording, index: number) => Recording;
}

/** Recorded commits, oldest first. */
export function recordHistory({ commits, factor, releases = {}, change }: HistoryRecipe): Entry[] {
  const random = seededRandom('history');
  return Array.from({ length: commits }, (_, index) => {
    const machine = Math.exp(0.15 * normal(random));
    const level = (metric: string, unit: Level['unit'], ratio: number): Level => {
      const own = ratio * Math.exp(0.03 * normal(random));
      return { ...LOG, metric, unit, value: 5 * machine * own, ratio: own, endpoint: null };
    };
    const p95 = level('p95', 'ms', 9.6 * factor(index));
    const levels: Level[] = [
      level('p50', 'ms', 2.4),
      p95,
      { ...p95, endpoint: 'POST /checkout' },
      level('p50', 'ms', 3),
      { ...LOG, ...ERRORS, value: index % 2 === 0 ? 0 : 0.0004 },
    ].map((one, at) => (at === 3 ? { ...one, endpoint: 'GET /' } : one));
    const recording = {
      ...recordingOf(levels, START + index * DAY_MS),
      commit: commitAt(index),
      release: releases[index] ?? null,
      conditions: CONDITIONS,
    };
    return { commit: commitAt(index), recordings: [change?.(recording, index) ?? recording] };
  });
}

const LOG = { scale: 'log', spread: 0.1, requests: 9000 } as const;
const ERRORS = { metric: 'errors', endpoint: null, unit: 'share', scale: 'count', ratio: null } as const;

export const onceSlower = (commits = 60): Entry[] =>
  recordHistory({ commits, factor: (index) => (index >= 25 ? 1.15 : 1), releases: { 10: 'v1.0.0' } });
