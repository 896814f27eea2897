import { describe, expect, it } from '@jest/globals';
import { CONDITIONS } from '../../../bench/baseline/runs.ts';
import { defaultRule } from '../../../src/core/baseline/conditions.ts';
import { type Query, recall } from '../../../src/core/baseline/recall.ts';
import type { Recording } from '../../../src/core/baseline/recording.ts';
import type { Found } from '../../../src/core/baseline/store.ts';
import { measurementFailure } from '../../../src/core/failure.ts';

const commit = (distance: number): string => `${distance}`.padStart(40, 'c');
const HISTORY = Array.from({ length: 100 }, (_, distance) => commit(distance));

const recording = (distance: number, change: Partial<Recording> = {}): Recording => ({
  commit: commit(distance),
  at: -distance,
  run: 'r',
  release: null,
  conditions: CONDITIONS,
  levels: [],
  sketches: [],
  ...change,
});

const found = (...recordings: Recording[]): Found => ({
  kind: 'found',
  entry: { commit: recordings[0]?.commit ?? '', recordings },
});

const ask = (entries: readonly Found[], change: Partial<Query> = {}) =>
  recall({
    history: HISTORY,
    entries,
    wanted: commit(0),
    conditions: CONDITIONS,
    rule: defaultRule('ratio'),
    ...change,
  });

const otherScript = { conditions: { ...CONDITIONS, script: 'ff' } };

describe('recall', () => {
  it('takes the recordings nearest to the merge base', () => {
    const recalled = ask([7, 0, 3].map((distance) => found(recording(distance))));
    expect(recalled.recordings.map((one) => one.commit)).toEqual([commit(0), commit(3), commit(7)]);
    expect(recalled.nearest).toEqual({ commit: commit(0), distance: 0 });
    expect(recalled.obstacle).toBeNull();
  });

  it('case 49: says how far the nearest lies, with or without the merge base in the history', () => {
    const entries = [found(recording(3))];
    expect(ask(entries).nearest?.distance).toBe(3);
    expect(ask(entries, { history: HISTORY.slice(1) }).nearest?.distance).toBe(3);
  });

  it('does not look at commits outside the history', () => {
    const recalled = ask([
      found(recording(3), recording(3)),
      found({ ...recording(1), commit: 'elsewhere' }),
    ]);
    expect(recalled.recordings).toHaveLength(2);
  });

  it('takes 20 unless told, and never more than 50', () => {
    const entries = HISTORY.map((_, distance) => found(recording(distance)));
    expect(ask(entries).recordings).toHaveLength(20);
    expect(ask(entries, { most: 5 }).recordings).toHaveLength(5);
    expect(ask(entries, { most: 90 }).recordings).toHaveLength(50);
  });

  it('prefers the newest recording of a commit', () => {
    const recalled = ask([found(recording(1, { at: 1, run: 'old' }), recording(1, { at: 2, run: 'new' }))]);
    expect(recalled.recordings.map(({ run }) => run)).toEqual(['new', 'old']);
  });

  it('case 43: has no baseline without a recording', () => {
    expect(ask([])).toMatchObject({ recordings: [], nearest: null, obstacle: { kind: 'no baseline' } });
  });

  it('case 50: passes over what cannot be compared and counts it by reason', () => {
    const cores = { conditions: { ...CONDITIONS, machine: { ...CONDITIONS.machine, cores: 2 } } };
    const recalled = ask([
      found(recording(0, otherScript)),
      found(recording(1, otherScript), recording(1, cores)),
      found(recording(4)),
    ]);
    expect(recalled.nearest).toEqual({ commit: commit(4), distance: 4 });
    expect(recalled.leftOut).toEqual([
      { words: 'script changed', recordings: 2 },
      { words: 'other number of cores: 4 now, 2 then', recordings: 1 },
    ]);
    expect(recalled.obstacle).toBeNull();
  });

  it('case 50: says what differs where nothing can be compared, and keeps it for show', () => {
    const recalled = ask([found(recording(2, otherScript))]);
    expect(recalled.obstacle).toEqual({ kind: 'not comparable', differences: ['script changed'] });
    expect(recalled.recordings).toHaveLength(1);
  });

  it('names differences that decide nothing', () => {
    const kernel = { conditions: { ...CONDITIONS, machine: { ...CONDITIONS.machine, kernel: '7' } } };
    const recalled = ask([found(recording(0, kernel))]);
    expect(recalled.obstacle).toBeNull();
    expect(recalled.differences).toEqual(['other kernel: 6.11.0-1018-azure now, 7 then']);
  });

  it('case 49: calls a baseline stale beyond fifty commits', () => {
    expect(ask([found(recording(50))]).obstacle).toBeNull();
    expect(ask([found(recording(51))]).obstacle).toEqual({ kind: 'stale', distance: 51, most: 50 });
  });

  it('lists broken entries and goes on without them', () => {
    const failure = measurementFailure('branch plimsoll: entries/c/1.json is truncated', 'Remove it.');
    const recalled = ask([{ kind: 'broken', commit: commit(0), failure }, found(recording(2))]);
    expect(recalled.broken).toEqual([{ commit: commit(0), failure }]);
    expect(recalled.nearest?.distance).toBe(2);
  });
});
