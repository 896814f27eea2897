import { describe, expect, it } from '@jest/globals';
import { findCreep } from '../../../src/core/baseline/creep.ts';
import { describeHistory } from '../../../src/core/baseline/history.ts';
import type { MetricHistory } from '../../../src/core/baseline/metric-history.ts';
import type { Entry } from '../../../src/core/baseline/store.ts';
import { commitAt, onceSlower, recordHistory } from './history-entries.ts';

function find(entries: readonly Entry[], metric: string, endpoint: string | null = null): MetricHistory {
  const found = describeHistory(entries).metrics.find(
    (one) => one.metric === metric && one.endpoint === endpoint,
  );
  if (found === undefined) throw new Error(`no history of ${metric}`);
  return found;
}

describe('the history of a metric', () => {
  it('names the commit that changed it, whatever machines it was measured on', () => {
    const { changes, points, levels } = find(onceSlower(), 'p95');
    expect(points).toHaveLength(60);
    expect(changes).toHaveLength(1);
    const [change] = changes;
    expect(Math.abs((change?.index ?? 0) - 25)).toBeLessThanOrEqual(1);
    expect(change?.commit).toBe(commitAt(change?.index ?? 0));
    expect(change?.change).toBeCloseTo(0.15, 1);
    expect(levels).toEqual([change?.before, change?.after]);
    expect((change?.after ?? 0) / (change?.before ?? 1) - 1).toBeCloseTo(change?.change ?? 0, 9);
  });

  it('is told in the unit, as the newest machine would show it', () => {
    const entries = onceSlower();
    const newest = entries.at(-1)?.recordings[0]?.levels.find(({ metric }) => metric === 'p95');
    expect(find(entries, 'p95').points.at(-1)?.value).toBeCloseTo(newest?.value ?? 0, 9);
  });

  it('has no change where there is none', () => {
    const { changes, levels } = find(onceSlower(), 'p50');
    expect(changes).toEqual([]);
    expect(levels).toHaveLength(1);
  });

  it('knows shares that are zero', () => {
    const errors = find(onceSlower(), 'errors');
    expect(errors.points[0]?.value).toBe(0);
    expect(errors.changes).toEqual([]);
    expect(errors.levels[0]).toBeCloseTo(0.0001, 4);
  });

  it('of endpoints is part of the picture where they changed', () => {
    const names = describeHistory(onceSlower()).metrics.map(({ metric, endpoint }) => [metric, endpoint]);
    expect(names).toEqual([
      ['p50', null],
      ['p95', null],
      ['errors', null],
      ['p95', 'POST /checkout'],
    ]);
  });

  it('begins where recordings become comparable with the newest', () => {
    const entries = recordHistory({
      commits: 30,
      factor: () => 1,
      change: (recording, index) =>
        index < 12 ? { ...recording, conditions: { ...recording.conditions, script: 'old' } } : recording,
    });
    const history = describeHistory(entries);
    expect(history.leftOut).toEqual([{ words: 'script changed', recordings: 12 }]);
    expect(history.metrics[0]?.points[0]?.commit).toBe(commitAt(12));
  });

  it('takes several recordings of a commit as one', () => {
    const entries = onceSlower(20).map(({ commit, recordings }) => ({
      commit,
      recordings: [...recordings, ...recordings],
    }));
    expect(find(entries, 'p95').points).toEqual(find(onceSlower(20), 'p95').points);
  });

  it.each([0, 1])('is none after %d recordings', (commits) => {
    expect(describeHistory(onceSlower(commits)).metrics).toEqual([]);
  });
});

describe('creep', () => {
  const creeping = (weekly: number, releases: Readonly<Record<number, string>> = { 20: 'v1.2.0' }) =>
    findCreep(
      describeHistory(
        recordHistory({ commits: 90, factor: (index) => (1 + weekly) ** (index / 7), releases }),
      ),
    );

  it('is what a release has gathered in steps too small to see', () => {
    const [creep, ...more] = creeping(0.015);
    expect(more).toEqual([]);
    expect(creep).toMatchObject({ metric: 'p95', since: 'v1.2.0', isRelease: true, commits: 69 });
    expect(creep?.change).toBeGreaterThan(0.1);
    expect(creep?.change).toBeLessThan(0.2);
  });

  it('is counted from the first recording where nothing was released', () => {
    expect(creeping(0.015, {})[0]).toMatchObject({ since: commitAt(0), isRelease: false, commits: 89 });
  });

  it('is none without a change, nor when things got better', () => {
    expect(creeping(0)).toEqual([]);
    expect(creeping(-0.015)).toEqual([]);
  });

  it('passes over a release that is too young to say anything of', () => {
    expect(creeping(0.015, { 20: 'v1.2.0', 88: 'v1.3.0' })[0]?.since).toBe('v1.2.0');
  });

  it('does not blame a release for what was slower before it', () => {
    const entries = recordHistory({
      commits: 60,
      factor: (index) => (index >= 20 ? 1.3 : 1),
      releases: { 30: 'v2.0.0' },
    });
    expect(findCreep(describeHistory(entries))).toEqual([]);
  });
});
