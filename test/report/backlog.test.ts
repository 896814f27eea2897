import { describe, expect, it } from '@jest/globals';
import type { QueueSide } from '../../src/core/backlog/evidence.ts';
import { type BacklogFinding, type QueueFinding, withBacklog } from '../../src/core/backlog/finding.ts';
import type { Result } from '../../src/core/result.ts';
import { renderComment } from '../../src/report/comment.ts';
import { renderTerminal } from '../../src/report/terminal.ts';
import { renderMarkdown, tablesOf } from './github-markdown.ts';
import { buildResult, quietRun } from './result-builder.ts';

const passed = buildResult({ verdict: 'pass', reason: { kind: 'held' }, comparisons: quietRun() });

const side = (largest: number, drainMs: number | null): QueueSide => ({
  accepted: [],
  consumed: [],
  grown: [],
  starts: [{ firstWindow: 0, before: 0, largest, after: largest, drainMs, waitedMs: 20_100 }],
});

const WELL: QueueFinding = {
  topic: 'orders-$side',
  group: 'billing-$side',
  base: side(41, 300),
  head: side(44, 900),
  standing: 'held',
  rates: { base: { accepted: 1998, consumed: 1997 }, head: { accepted: 2000, consumed: 1999 } },
  growth: { estimate: 1, low: -9, high: 11 },
  baseFallsBehind: false,
};
const SLOW: QueueFinding = {
  ...WELL,
  head: side(33_120, null),
  standing: 'worse',
  rates: { base: { accepted: 1998, consumed: 1997 }, head: { accepted: 2000, consumed: 1450 } },
  growth: { estimate: 550, low: 520, high: 580 },
};

function resultWith(...queues: readonly QueueFinding[]): Result {
  const backlog: BacklogFinding = { queues, margin: 0.05, alpha: 0.002 };
  const policy = { ...passed.policy, alpha: 0.008 };
  return { ...passed, policy, backlog, judgement: withBacklog(passed.judgement, backlog) };
}

const comment = (result: Result): string => renderComment(result, { marker: '<!-- x -->' });

describe('queues in the comment', () => {
  it('lead it when head falls behind though every answer was as fast as before', () => {
    const text = comment(resultWith(SLOW));
    expect(text).toContain(
      '**🔴 Falls behind: ` orders-$side ` accepts 2000 messages/s and consumes 1450: its backlog grows by 550/s.** Base keeps up',
    );
    expect(text).toContain('(95% interval 520 to 580)');
    expect(text).toContain('Decided by the backlog, after');
    expect(text).toContain('A false alarm happens in at most 1 of 100 such comments.');
    const table = tablesOf(renderMarkdown(text)).find((rows) => rows[0]?.[0] === 'queue');
    expect(table?.map((row) => row.slice(1))).toEqual([
      ['', 'accepts', 'consumes', 'backlog grows by', 'largest backlog', 'drained after'],
      ['base', '1998/s', '1997/s', '1/s', '41', '0\u00a0s'],
      ['head', '2000/s', '1450/s', '550/s', '33,120', 'not\u00a0in\u00a020\u00a0s'],
    ]);
  });

  it('take one line and no table when all is well', () => {
    const text = comment(resultWith(WELL));
    expect(text).toContain('**🟢 No slower');
    expect(text).toContain(
      '- Queue ` orders-$side ` of ` billing-$side `: head keeps up, at 2000 messages/s where base keeps up at 1998; at most 1 s to drain after the load.',
    );
    expect(text).not.toContain('| queue |');
  });

  it('that base falls behind on too are told, not held against head', () => {
    const text = comment(
      resultWith({
        ...SLOW,
        standing: 'held',
        baseFallsBehind: true,
        rates: { base: { accepted: 1998, consumed: 1440 }, head: { accepted: 2000, consumed: 1450 } },
      }),
    );
    expect(text).toContain('**🟢');
    expect(text).toContain('head falls behind no faster than base, which falls behind too');
    expect(text).toContain('<details><summary>1 queue: what both sides accept and consume</summary>');
  });

  it('that look worse leave the verdict open', () => {
    const text = comment(resultWith({ ...SLOW, standing: 'open' }));
    expect(text).toContain('**🟡 Seems to fall behind: ` orders-$side ` accepts');
    expect(text).toContain('More load would settle it.');
  });

  it('that are too uneven or too sparse say so', () => {
    expect(comment(resultWith({ ...WELL, standing: 'unresolvable' }))).toContain('not part of the verdict');
    expect(comment(resultWith({ ...WELL, standing: 'sparse', rates: null, growth: null }))).toContain(
      'too few messages or readings to judge it',
    );
  });

  it('cannot break out of their place by their names', () => {
    const text = comment(resultWith({ ...SLOW, topic: 'a|b`<img src=x>@team' }));
    const html = renderMarkdown(text);
    expect(html).not.toContain('<img');
    const table = tablesOf(html).find((rows) => rows[0]?.[0] === 'queue');
    expect(new Set(table?.map((row) => row.length))).toEqual(new Set([7]));
  });

  it('are in the terminal too, and nowhere when nobody asked', () => {
    expect(renderTerminal(resultWith(SLOW), { color: false, width: 300 })).toContain(
      'Queue orders-$side of billing-$side: head accepts 2000 messages/s and consumes 1450',
    );
    expect(comment(passed)).not.toMatch(/queue|backlog/i);
  });
});
