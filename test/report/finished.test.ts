import { describe, expect, it } from '@jest/globals';
import type { Judgement, Reason } from '../../src/core/judgement.ts';
import type { FinishedAgainst, Result } from '../../src/core/result.ts';
import { sayDecision } from '../../src/report/decision.ts';
import { writeHeadline } from '../../src/report/headline.ts';
import { MARKDOWN, PLAIN } from '../../src/report/ink.ts';
import { methodLines } from '../../src/report/method.ts';
import { buildResult, quietRun } from './result-builder.ts';

const SIDE = { format: "JMeter's CSV", startedAt: 0, seconds: 116, rate: 60.2, effective: 23.4 };

function finished(
  verdict: Judgement['verdict'],
  reason: Reason,
  against: Partial<FinishedAgainst> = {},
): Result {
  const p50 = { base: 12, head: 12.1, change: 0.01, half: 0.2, sees: 0.44, standing: 'open' } as const;
  return {
    ...buildResult({ verdict, reason, comparisons: quietRun({ p50 }) }),
    against: {
      ...{ kind: 'finished', pairing: 'none', overlap: 0, stepMs: 1, base: SIDE, head: SIDE },
      ...against,
    },
  };
}

const open = (against: Partial<FinishedAgainst> = {}) =>
  finished('inconclusive', { kind: 'open', windowsNeeded: null }, against);
const PAIRED = {
  pairing: 'clock',
  overlap: 0.93,
  base: { ...SIDE, effective: null },
  head: { ...SIDE, effective: null },
} as const;

describe('a comparison of two finished runs', () => {
  it('says how small a change moods would have hidden', () => {
    expect(sayDecision(open())).toEqual([
      "Two runs at different times: a change of p50 below about +44% could not have been told from the machine's own moods.",
    ]);
  });

  it('says what nobody controlled when both ran at once', () => {
    expect(sayDecision(open(PAIRED)).join(' ')).toMatch(
      /^Both runs had load at once for 93\.0% of their time, .* is not controlled\.$/,
    );
  });

  it('promises what a verdict promises', () => {
    expect(sayDecision(finished('fail', { kind: 'worse' })).at(-1)).toBe(
      'A false alarm happens in at most 1 of 100 such comments.',
    );
    expect(sayDecision(finished('pass', { kind: 'held' })).at(-1)).toMatch(/passes in at most/);
  });

  it('never speaks of turns, recordings or machines that it does not know', () => {
    for (const result of [open(), open(PAIRED)]) {
      const text = methodLines(result, PLAIN).join('\n');
      expect(text).toContain("JMeter's CSV, 116 s of load at 60.2/s");
      expect(text).not.toMatch(/dealt|recording|Machine:|Engine:|slots/);
    }
    expect(methodLines(open(), PLAIN).join('\n')).toContain('worth 23 independent windows');
    expect(methodLines(open(PAIRED), PLAIN).join('\n')).not.toContain('worth');
  });

  it('names unequal loads', () => {
    const more = finished('inconclusive', { kind: 'other load', base: 100, head: 150 });
    expect(writeHeadline(more, PLAIN)).toBe(
      '🟡 Not comparable: head was slower, but under more load. In requests head answered 150/s, base 100/s. Offer both the same load and compare again.',
    );
    const less = finished('inconclusive', { kind: 'other load', base: 150, head: 100 });
    expect(writeHeadline(less, PLAIN)).toContain('nothing was worse, but head was under less load');
  });

  it('names endpoints that head was not asked for, whatever they are called', () => {
    const missing = ['GET /a', '**b** @all'].map((endpoint) => ({ metric: 'p50', endpoint }));
    expect(writeHeadline(finished('inconclusive', { kind: 'missing metric', missing }), MARKDOWN)).toBe(
      '**🟡 Only base has ` GET /a ` and ` **b** @all `.** What head was not asked cannot pass; nothing else was worse.',
    );
  });

  it('does not say that base answered in the same seconds when it did in its own run', () => {
    const text = writeHeadline(finished('fail', { kind: 'does not serve', failedShare: 1 }), PLAIN);
    expect(text).toContain('Base answered in its own run.');
  });
});
