import { describe, expect, it } from '@jest/globals';
import type { Capacity } from '../../src/core/capacity/capacity.ts';
import { type CapacityFinding, withCapacity } from '../../src/core/capacity/finding.ts';
import type { GrowthStep } from '../../src/core/growth/find-stall.ts';
import { judgeGrowth, withGrowth } from '../../src/core/growth/finding.ts';
import type { Result } from '../../src/core/result.ts';
import { rateLines } from '../../src/report/capacity.ts';
import { renderComment } from '../../src/report/comment.ts';
import { curves } from '../../src/report/growth.ts';
import { renderTerminal } from '../../src/report/terminal.ts';
import { buildResult, comparison, quietRun } from './result-builder.ts';

const comment = (result: Result): string => renderComment(result, { marker: '<!-- x -->' });
const passed = buildResult({ verdict: 'pass', reason: { kind: 'held' }, comparisons: quietRun() });

describe('capacity', () => {
  const finding: CapacityFinding = {
    comparison: {
      ...comparison(null, 'capacity', {
        base: 1420,
        head: 1180,
        change: -0.17,
        half: 0.02,
        sees: 0.03,
        standing: 'worse',
      }),
      unit: 'per second',
    },
    goodput: { base: new Array(12).fill(1420), head: new Array(12).fill(1180) },
    pairsMost: 36,
    blockMs: 2000,
    users: 12,
    alpha: 0.0025,
  };
  const lost: Result = {
    ...passed,
    policy: { ...passed.policy, alpha: 0.0075 },
    capacity: finding,
    judgement: withCapacity(passed.judgement, finding),
  };

  it('that was lost leads the comment, with what both sides serve', () => {
    const text = comment(lost);
    expect(text).toContain('**🔴 Serves less: capacity −17.0%**');
    expect(text).toContain('- Head serves 1,180 requests/s where base serves 1,420: −17.0%');
    expect(text).toContain('Proven worse. Capacity: 12 pairs of blocks of 2 s with 12 users who never rest');
    expect(text).toMatch(/\| \*\*capacity\*\* \| 1420\/s \| \*\*1180\/s\*\* \|/u);
    expect(text).toContain('Decided by capacity, after');
  });

  it('keeps the promise of the whole comment: its share of alpha and the rest', () => {
    expect(comment(lost)).toContain('A false alarm happens in at most 1 of 100 such comments.');
  });

  it('is in the terminal too', () => {
    const text = renderTerminal(lost, { color: false, width: 200 });
    expect(text).toContain('Head serves 1,180 requests/s where base serves 1,420');
    expect(text.split('\n').some((line) => /^capacity +1420\/s +1180\/s/.test(line))).toBe(true);
  });

  it('is not spoken of where nobody asked', () => {
    expect(comment(passed)).not.toMatch(/capacity|growth/i);
  });

  it.each([
    [
      'service',
      'Capacity found: base at 320 iterations/s, where more load brought no more; 208 are 65% of it',
    ],
    ['generator', 'the load generator had used up the processors'],
    ['users', 'all virtual users waited'],
    ['none', 'or more, where the ramp ended'],
  ] as const)('found by the ramp and limited by %s is told with the rate', (limit, words) => {
    const capacity: Capacity = { perSecond: 320, limit, iterationMs: 4 };
    const measurement = { ...passed.measurement, rate: 208, rateSource: 'measured' as const, capacity };
    expect(rateLines({ ...passed, measurement })[0]).toContain(words);
    expect(rateLines(passed)).toEqual([]);
  });
});

describe('growth', () => {
  const step = (factor: number, over: Partial<GrowthStep> = {}): GrowthStep => ({
    factor,
    offered: 200 * factor,
    goodput: 200 * factor,
    failedShare: 0,
    p50Ms: 8,
    p95Ms: 20,
    inFlight: 3,
    cpuMs: 1.2,
    ...over,
  });
  const factors = [0.5, 1, 1.5, 2, 3];
  const steady = factors.map((factor) => step(factor));
  const stalled = factors.map((factor) =>
    factor < 1.5 ? step(factor) : step(factor, { goodput: 210, p95Ms: 900 * factor, inFlight: 95 }),
  );
  const again = { base: step(1.5), head: step(1.5, { goodput: 205 }) };
  const result = (evidence: Partial<Parameters<typeof judgeGrowth>[0]>): Result => {
    const growth = judgeGrowth({ expectedRate: 50, base: steady, head: steady, again: null, ...evidence });
    return { ...passed, growth, judgement: withGrowth(passed.judgement, growth) };
  };

  it('that head alone does not bear is what the comment begins with', () => {
    const text = comment(result({ head: stalled, again }));
    expect(text).toContain("**🔴 Stalls at 1.5× today's load; base stood 3×.**");
    expect(text).toContain('There less gets done than is asked for, and p95 is over five times');
    expect(text).toContain('Tried again, it was the same.');
    expect(text).toContain('| 1.5× | head | 300/s | 210/s |');
    expect(text).toContain('| 1.5× | head, again |');
    expect(text.match(/\| stalls \|/gu)).toHaveLength(4);
  });

  it('that was not confirmed changes nothing but is told', () => {
    const text = comment(result({ head: stalled, again: { base: again.base, head: step(1.5) } }));
    expect(text).toContain('**🟢');
    expect(text).toContain('Tried again, the two did not differ so, and it does not count.');
  });

  it('that both bear, or both do not, passes in a sentence', () => {
    expect(comment(result({}))).toContain(
      "- Growth: head stood 3× today's load of 50 iterations/s; base stood 3×.",
    );
    expect(comment(result({ base: stalled }))).toContain('base stood 1× and stalls at 1.5×.');
    expect(comment(result({ base: stalled, head: stalled }))).toContain(
      "- Growth: head stalls at 1.5× today's load of 50 iterations/s; base stood 1× and stalls at 1.5×.",
    );
  });

  it('is drawn on one scale for both sides', () => {
    const { growth } = result({ head: stalled });
    expect(growth === undefined ? '' : curves(growth)).toBe(
      'p95 at 0.5× 1× 1.5× 2× 3×: base `▁▁▁▁▁`, head `▁▁▇██`',
    );
    const silent = judgeGrowth({
      expectedRate: 1,
      base: [step(1, { p95Ms: null })],
      head: [step(1)],
      again: null,
    });
    expect(curves(silent)).toContain('base `·`, head `▁`');
  });
});
