import { describe, expect, test } from '@jest/globals';
import { chooseKept } from '../../../src/core/baseline/retention.ts';
import type { Entry } from '../../../src/core/baseline/store.ts';
import { commitId, recordingOf } from '../../baselines/recordings.ts';

const DAY_MS = 86_400_000;
const NOW = 1_790_000_000_000;
const NOTHING: ReadonlySet<string> = new Set();

/** Entries of one commit a day, the first of today; `number` is how many days ago. */
const daily = (days: number, releases: readonly number[] = []): Entry[] =>
  Array.from({ length: days }, (_, number) => {
    const commit = commitId(number);
    const release = releases.includes(number) ? `v${number}` : null;
    return { commit, recordings: [recordingOf({ commit, at: NOW - number * DAY_MS, release })] };
  });

const keep = (
  history: readonly Entry[],
  more: { changePoints?: ReadonlySet<string>; most?: number; now?: number } = {},
) => chooseKept(history, { now: NOW, changePoints: NOTHING, most: 1000, ...more });

/** How many days ago the kept entries were recorded, in order. */
const daysOf = (kept: ReadonlySet<string>): number[] =>
  [...kept].map((commit) => Number.parseInt(commit.slice(0, 4), 16)).sort((a, b) => a - b);

test('nothing is kept of nothing', () => {
  expect(keep([])).toEqual(new Set());
});

test('all of the last 90 days is kept, and one of every week before', () => {
  const days = daysOf(keep(daily(365)));
  expect(days.slice(0, 90)).toEqual(Array.from({ length: 90 }, (_, day) => day));
  const gaps = days.slice(91).map((day, index) => day - (days[90 + index] ?? 0));
  expect(days.length).toBeGreaterThan(90 + 37);
  // The history ends in the middle of its first week.
  expect(gaps.slice(0, -1).filter((gap) => gap !== 7)).toEqual([]);
});

test('releases and change points are kept whatever their age, and stand for their weeks', () => {
  const kept = keep(daily(365, [200, 203, 360]), { changePoints: new Set([commitId(301)]) });
  for (const day of [200, 203, 301, 360]) expect(kept).toContain(commitId(day));
  expect(kept.size).toBeLessThanOrEqual(keep(daily(365)).size + 1);
});

test('what retention kept yesterday it keeps today, but for what has aged', () => {
  let history: readonly Entry[] = daily(200);
  for (let day = 1; day <= 200; day++) {
    const kept = keep(history, { now: NOW + day * DAY_MS });
    history = history.filter(({ commit }) => kept.has(commit));
  }
  // 200 days in weeks, the first and last of which may be cut: nothing but one of each is left.
  expect(history.length).toBeGreaterThanOrEqual(28);
  expect(history.length).toBeLessThanOrEqual(30);
});

describe('where there is no room for all', () => {
  const history = daily(365, [100, 200, 300]);

  test('weeks give way first', () => {
    expect(daysOf(keep(history, { most: 93 }))).toEqual([
      ...Array.from({ length: 90 }, (_, day) => day),
      ...[100, 200, 300],
    ]);
  });

  test('then what is recent but not the latest', () => {
    expect(daysOf(keep(history, { most: 10 }))).toEqual([0, 1, 2, 3, 4, 5, 6, 100, 200, 300]);
  });

  test('landmarks take half of it at most', () => {
    expect(daysOf(keep(history, { most: 4 }))).toEqual([0, 1, 100, 200]);
  });
});

test('a commit recorded again counts from its first recording', () => {
  const commit = commitId(1);
  const old = recordingOf({ commit, at: NOW - 400 * DAY_MS, run: '1' });
  const again = recordingOf({ commit, at: NOW - DAY_MS, run: '2' });
  const rival = recordingOf({ commit: commitId(2), at: old.at - 1000 });
  const history = [
    { commit, recordings: [old, again] },
    { commit: commitId(2), recordings: [rival] },
  ];
  expect(keep(history, { most: 1000 })).toEqual(new Set([commitId(2)]));
});
