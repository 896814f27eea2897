import { describe, expect, it } from '@jest/globals';
import { drawLevels, recordingOf, type World } from '../../../bench/baseline/runs.ts';
import { notesOnBaseline } from '../../../src/core/baseline/notes.ts';
import type { Recalled } from '../../../src/core/baseline/recall.ts';
import { measurementFailure } from '../../../src/core/failure.ts';
import { DEFAULT_POLICY } from '../../../src/core/policy.ts';
import { seededRandom } from '../../../src/statistics/random.ts';

const WORLD: World = { sd: 0.01, correlation: 1, failing: 0 };

const commitAt = (at: number): string => `${at}`.padStart(7, 'a').padEnd(40, 'c');

/** Nearest first: `slow` recordings of a service that became half as slow again, then twelve from before. */
function evidenceWith(slow: number) {
  const random = seededRandom('notes');
  const recordings = Array.from({ length: slow + 12 }, (_, at) =>
    recordingOf(drawLevels(WORLD, random, at < slow ? 1.5 : 1), at),
  ).map((recording, at) => ({ ...recording, commit: commitAt(at) }));
  return { now: drawLevels(WORLD, random, 1.5), recordings, form: 'ratio', policy: DEFAULT_POLICY } as const;
}

const recalled = (change: Partial<Recalled> = {}): Recalled => ({
  recordings: [],
  nearest: null,
  obstacle: null,
  differences: [],
  leftOut: [],
  broken: [],
  ...change,
});

describe('notes on a baseline', () => {
  it('are none where there is nothing to say', () => {
    expect(notesOnBaseline(evidenceWith(0), recalled())).toEqual([]);
  });

  it('say which metrics are held against fewer recordings, and since when', () => {
    const notes = notesOnBaseline(evidenceWith(5), recalled());
    expect(notes).toHaveLength(1);
    // The oldest of the slow ones is the fifth from the front.
    expect(notes[0]).toMatch(/^p50, p90, p95, /u);
    expect(notes[0]).toContain(
      ` changed at ${commitAt(4).slice(0, 7)} and are held against the 5 recordings since then.`,
    );
  });

  it('name what was left out and what is broken', () => {
    const failure = measurementFailure('entry 1f3c9aa of branch plimsoll is truncated', 'Remove it.');
    const notes = notesOnBaseline(
      evidenceWith(0),
      recalled({
        leftOut: [
          { words: 'script changed', recordings: 3 },
          { words: 'other k6: 2.1.0 now, 2.2.0 then', recordings: 1 },
        ],
        broken: [{ commit: '1f3c9aa0c8d94f1c8a1f6a34cf0a3f7f6a7c9e21', failure }],
      }),
    );
    expect(notes).toEqual([
      'The recording of 1f3c9aa cannot be used: entry 1f3c9aa of branch plimsoll is truncated.',
      'Left out: 3 recordings (script changed).',
      'Left out: one recording (other k6: 2.1.0 now, 2.2.0 then).',
    ]);
  });

  it('leave to the headline that nothing is comparable', () => {
    const obstacle = { kind: 'not comparable', differences: ['script changed'] } as const;
    const leftOut = [{ words: 'script changed', recordings: 3 }];
    expect(notesOnBaseline(evidenceWith(5), recalled({ obstacle, leftOut }))).toEqual([]);
  });
});
