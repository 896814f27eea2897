import { describe, expect, test } from '@jest/globals';
import type { Scene } from '../../../bench/verdict/comment.ts';
import { simulateComment } from '../../../bench/verdict/comment.ts';
import { RULES } from '../../../bench/verdict/elsewhere.ts';

const clean: Scene = {
  world: 'quiet',
  profile: 'simple',
  layout: 'shipped',
  delta: 0.01,
  change: { kind: 'none' },
  elsewhere: false,
};

describe('a simulated comment', () => {
  test('without a change passes, and does so again', () => {
    const outcome = simulateComment(clean, 1);
    expect(outcome.verdict).toBe('pass');
    expect(simulateComment(clean, 1)).toEqual(outcome);
  });

  test('of a service twice as slow fails at the first look, after 24 s of load', () => {
    const outcome = simulateComment({ ...clean, change: { kind: 'all', by: 1 } }, 1);
    expect(outcome).toMatchObject({ verdict: 'fail', look: 0, seconds: 24 });
  });

  test('asks every rule in use elsewhere when it is told to', () => {
    expect(simulateComment(clean, 1).alarms).toEqual([]);
    expect(simulateComment({ ...clean, elsewhere: true }, 1).alarms).toHaveLength(RULES.length);
  });
});
