import { describe, expect, test } from '@jest/globals';
import type { Comparison, Judgement, Reason } from '../../src/core/judgement.ts';
import type { Result } from '../../src/core/result.ts';
import { writeHeadline } from '../../src/report/headline.ts';
import { PLAIN } from '../../src/report/ink.ts';
import { buildResult, comparison, quietEndpoint, quietRun } from './result-builder.ts';

const headlineOf = (result: Result): string => writeHeadline(result, PLAIN);

const judged = (
  verdict: Judgement['verdict'],
  reason: Reason,
  comparisons: readonly Comparison[] = [],
): string => headlineOf(buildResult({ verdict, reason, comparisons }));

const worse = (endpoint: string | null, metric: string, change: number): Comparison =>
  comparison(endpoint, metric, { base: 10, head: 12, change, half: 0.05, sees: 0.06, standing: 'worse' });

describe('a failure', () => {
  const fail = (comparisons: readonly Comparison[]): string => judged('fail', { kind: 'worse' }, comparisons);

  test('names the endpoint before the run that moved because of it', () => {
    const text = fail([
      worse(null, 'p95', 0.15),
      worse('POST /pay', 'p95', 0.5),
      ...quietEndpoint('GET /', 20),
      ...quietEndpoint('GET /a', 20),
    ]);
    expect(text).toBe(
      '🔴 Slower: POST /pay p95 +50% (95% interval +45 to +55%). No change was seen on 2 other endpoints.',
    );
  });

  test('does not call an endpoint still that is on the move and undecided', () => {
    const text = fail([
      worse('POST /pay', 'p95', 0.5),
      ...quietEndpoint('GET /', 20),
      comparison('GET /a', 'p95', {
        base: 10,
        head: 12,
        change: 0.2,
        half: 0.1,
        sees: 0.1,
        standing: 'open',
      }),
    ]);
    expect(text).toContain(
      '1 other endpoint may have moved, too: undecided. No change was seen on 1 other endpoint.',
    );
  });

  test('names the run when most endpoints moved with it', () => {
    const text = fail([
      worse(null, 'p50', 0.3),
      worse('GET /a', 'p50', 0.31),
      worse('GET /b', 'p50', 0.33),
      ...quietEndpoint('GET /', 20),
    ]);
    expect(text).toMatch(/^🔴 Slower: p50 \+30% \(95% interval \+25 to \+35%\), seen on 2 of 3 endpoints\./u);
    expect(text).not.toContain('Also worse');
  });

  test('puts errors before latency, however large', () => {
    const text = fail([worse('GET /a', 'p95', 3), worse('GET /b', 'errors', 0.05)]);
    expect(text).toMatch(
      /^🔴 More errors: GET \/b error rate \+5\.0 pp .* Also worse: GET \/a p95 \+300%\./u,
    );
  });

  test('counts what it does not name', () => {
    const text = fail(['a', 'b', 'c', 'd', 'e'].map((name) => worse(name, 'p95', 0.3)));
    expect(text).toContain('Also worse: b p95 +30%, c p95 +30% and 2 more.');
  });

  test.each([
    ['cpu', '🔴 More CPU: CPU per request +12%'],
    ['memory', '🔴 More memory: peak memory +12%'],
    ['check:total is right', '🔴 Checks fail more often: check total is right +12'],
    ['metric:queue_ms', '🔴 Worse: metric queue_ms +12%'],
  ])('of %s has its own word', (metric, start) => {
    const row = {
      base: 1,
      head: 2,
      change: 0.12,
      half: 0.05,
      sees: 0.06,
      standing: 'worse',
      margin: 0.1,
    } as const;
    expect(fail([comparison(null, metric, row)]).startsWith(start)).toBe(true);
  });

  test('of throughput is a loss', () => {
    const text = fail([{ ...worse(null, 'throughput', -0.2) }]);
    expect(text).toMatch(/^🔴 Lower throughput: throughput \u221220% /u);
  });

  test('because head does not serve needs no statistics', () => {
    expect(judged('fail', { kind: 'does not serve', failedShare: 0.97 })).toMatch(
      /^🔴 Head does not serve: 97\.0% of its requests failed\./u,
    );
  });

  test('of a limit says what is allowed, what was measured, and whether base keeps it', () => {
    const limit = {
      metric: 'p95',
      endpoint: null,
      unit: 'ms',
      most: 50,
      head: 57.4,
      low: 55.2,
      breached: true,
    } as const;
    const text = (baseBreaks: boolean): string =>
      headlineOf(
        buildResult({
          verdict: 'fail',
          reason: { kind: 'limit' },
          comparisons: [],
          limits: [{ ...limit, baseBreaks }],
        }),
      );
    expect(text(false)).toBe(
      '🔴 Over the limit: p95 57.4 ms, at most 50 ms allowed. At least 55.2 ms at 95% confidence.',
    );
    expect(text(true)).toMatch(/Base is over this limit too\.$/u);
  });
});

describe('a pass', () => {
  test('says what would have been seen', () => {
    expect(judged('pass', { kind: 'held' }, quietRun())).toBe(
      '🟢 No slower: p50 +0.4%, p95 \u22120.3%. A change above 1.9% on p50 or 3.6% on p95 would have been seen.',
    );
  });

  test('does not claim what could not have been seen', () => {
    const noisy = comparison('GET /x', 'p95', {
      base: 1,
      head: 1,
      change: 0,
      half: 0.3,
      sees: 0.5,
      standing: 'unresolvable',
    });
    expect(judged('pass', { kind: 'held' }, [...quietRun(), noisy])).toMatch(
      /Not part of this pass: GET \/x p95, too noisy for its margin of 25%\.$/u,
    );
  });

  test('of nothing gated claims nothing in numbers', () => {
    expect(judged('pass', { kind: 'held' })).toBe('🟢 No worse.');
  });
});

describe('no verdict', () => {
  const open = comparison(null, 'p95', {
    base: 48,
    head: 50,
    change: 0.04,
    half: 0.08,
    sees: 0.12,
    standing: 'open',
  });

  test('says what was not ruled out and how much more load would do', () => {
    expect(judged('inconclusive', { kind: 'open', windowsNeeded: 73 }, [open])).toBe(
      '🟡 Could not rule out +12% on p95 (margin 10%). About 90 s more load would probably settle it.',
    );
  });

  test('promises nothing of more load where it would not help', () => {
    expect(judged('inconclusive', { kind: 'open', windowsNeeded: null }, [open])).toMatch(
      /a wider margin would\.$/u,
    );
  });

  test.each([
    [{ kind: 'no reference', failedShare: 1 }, "🟡 No reference: 100% of base's requests failed."],
    [{ kind: 'too few windows', windows: 5 }, '🟡 Too little was measured: 5 usable windows.'],
    [{ kind: 'windows lost', lost: 9, windows: 30 }, '🟡 The load generator was held up in 9 of 30 windows.'],
  ] as const)('for the reason %j', (reason, start) => {
    expect(judged('inconclusive', reason).startsWith(start)).toBe(true);
  });
});
