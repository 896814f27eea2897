import { describe, expect, test } from '@jest/globals';
import { FACTORS } from '../../src/core/growth/staircase.ts';
import type { Comparison } from '../../src/core/judgement.ts';
import { judgeAudit } from '../../src/core/sweep/audit.ts';
import { designSweep } from '../../src/core/sweep/sweep-design.ts';
import { SWEEP_SCHEMA, type SweepResult, type SweptVariant } from '../../src/core/sweep/swept.ts';
import { MARKDOWN, PLAIN } from '../../src/report/ink.ts';
import { auditSentences } from '../../src/report/sweep-growth-words.ts';
import { renderSweepSvg } from '../../src/report/sweep-svg.ts';
import { renderSweep } from '../../src/report/sweep-terminal.ts';
import { sweepSentences } from '../../src/report/sweep-words.ts';

const change = (metric: string, estimate: number, standing: Comparison['standing']): Comparison => ({
  ...{ metric, endpoint: null, kind: 'ratio', base: 40, head: 40 * (1 + estimate), margin: 0.1, standing },
  ...{ unit: metric === 'memory' ? 'bytes' : 'ms', resolution: 0.04, requests: [1000, 1000] },
  change: { estimate, low: estimate - 0.03, high: estimate + 0.03 },
});

const variant = (
  standing: SweptVariant['standing'],
  windows: number,
  ...comparisons: Comparison[]
): SweptVariant => ({
  ...{ standing, windows, comparisons },
});

const design = designSweep([
  { place: { kind: 'env', name: 'POOL' }, levels: ['5', '20', '1', '<b>@all</b>'] },
]);

const today = ['p50', 'p95', 'cpu'].map((metric) => ({ ...change(metric, 0, 'shown'), change: null }));

const result: SweepResult = {
  schema: SWEEP_SCHEMA,
  design,
  finding: {
    variants: [
      variant('today', 60, ...today),
      variant(
        'pays',
        60,
        change('p50', -0.1, 'better'),
        change('p95', -0.6, 'better'),
        change('cpu', 0.02, 'open'),
        change('memory', 0.1, 'shown'),
      ),
      variant('costs', 15, change('p95', 1.4, 'worse')),
      variant('open', 60, change('p95', 0.01, 'open')),
    ],
    ...{ order: [1, 0, 3, 2], best: 1, alpha: 0.01 },
  },
  measurement: {
    ...{ seed: 's', rate: 120, rateSource: 'set', windowMs: 4000, windows: 60, windowsMost: 60 },
    ...{ plannedLooks: [15, 30, 45, 60], loadMs: 290_000 },
  },
  provenance: {
    ...{
      plimsoll: 'test',
      engine: { name: 'k6', version: '2.2.0' },
      startedAt: 0,
      commit: null,
      label: 'abc',
    },
    ...{ script: { path: 'a.js', hash: 'x' }, machine: { cpu: 'x', cores: 2, memoryBytes: 1, system: 's' } },
  },
  notes: [],
};

describe('a sweep in words', () => {
  test('what pays comes first, with its gain and its price', () => {
    expect(sweepSentences(result, PLAIN)[0]).toBe(
      'POOL=20 pays: p50 \u221210.0% (\u221213.0 to \u22127.0%), p95 \u221260.0% (\u221263.0 to \u221257.0%); at +2.0% ± 3.0 CPU per request and +10.0% ± 3.0 peak memory.',
    );
  });

  test('then what costs, when it was dropped, and what could not be told apart', () => {
    const [, ...rest] = sweepSentences(result, PLAIN);
    expect(rest[0]).toMatch(/^POOL=1 costs: p95 \+140\.0% \(.*\); dropped after 60 s\.$/);
    expect(rest[1]).toMatch(/could not be told apart from today's values \(p95 \u22122\.0 to \+4\.0%\)\.$/);
  });

  test('values that a script could abuse are shown as names', () => {
    expect(sweepSentences(result, MARKDOWN).at(-1)).toMatch(/` ?POOL=<b>@all<\/b> ?`/);
  });

  test('nothing better: said, with what would have been seen', () => {
    const finding = {
      variants: [variant('today', 60), variant('open', 60, change('p95', 0, 'open'))],
      order: [0, 1],
      best: null,
      alpha: 0.01,
    };
    const [said] = sweepSentences({ ...result, finding }, PLAIN);
    expect(said).toBe(
      "Nothing is proven better than today's values (POOL=5). A change of p95 by 4.0% would have been seen.",
    );
  });
});

test('the terminal shows a row for each variant, best first, and what the words are worth', () => {
  const lines = renderSweep(result, { color: false, width: 120 }).split('\n');
  const rows = lines.filter((line) => / (pays|costs|today's|no difference seen)$/.test(line));
  expect(rows.map((line) => line.split(/\s{2,}/)[0])).toEqual([
    'POOL=20',
    "today's values",
    'POOL=<b>@all</b>',
    'POOL=1',
  ]);
  expect(rows[0]).toMatch(/pays$/);
  expect(lines.join(' ')).toContain('wrong in at most 1 of 100 such sweeps');
});

test('the picture is XML that shows every variant and no markup of theirs', () => {
  const svg = renderSweepSvg(result);
  for (const name of ['POOL=20', 'POOL=1', '&lt;b&gt;@all']) expect(svg).toContain(name);
  expect(svg).not.toContain('<b>');
  expect(svg.startsWith('<svg')).toBe(true);
});

describe('growth', () => {
  const stairs = (stall: number, cpuMs: number) => ({
    steps: FACTORS.map((factor) => ({
      ...{ factor, offered: 100, goodput: factor >= stall ? 50 : 100, failedShare: 0 },
      ...{ p50Ms: 5, p95Ms: factor >= stall ? 800 : 10, inFlight: 1, cpuMs },
    })),
    memoryBytes: 1e8,
  });
  const first = stairs(1.5, 2);
  const tried = (side: ReturnType<typeof stairs>) => side.steps.filter(({ factor }) => factor === 1.5);
  const variants = [first, stairs(99, 2.02), first, stairs(99, 2)];
  const again = new Map([0, 1, 3].map((index) => [index, tried(variants[index] as typeof first)] as const));
  const growth = judgeAudit({ expectedRate: 60, variants, again }, design);
  const { finding: _, ...rest } = result;
  const audited: SweepResult = { ...rest, growth };

  test('in a sentence: who stalls where, who stands, at what price', () => {
    const [said, same, moved] = auditSentences(audited, PLAIN);
    expect(said).toBe(
      "POOL=5 (today's values) stalls at 1.5× today's load of 60 iterations/s; POOL=20 stands 3×, at +1.0% CPU per request and 0.0% memory; POOL=<b>@all</b> stands 3×, at 0.0% CPU per request and 0.0% memory.",
    );
    expect(same).toBe('No difference under growth: POOL=1.');
    expect(moved).toContain('POOL');
  });

  test('as a picture with a line for each variant', () => {
    const svg = renderSweepSvg(audited);
    expect(svg.match(/<path[^>]*stroke="var\(--(today|better|worse|open)\)"/g)?.length ?? 0).toBeGreaterThan(
      0,
    );
    expect(svg).toContain('POOL=20');
  });
});
