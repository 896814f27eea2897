import { describe, expect, it } from '@jest/globals';
import type { Comparison } from '../../src/core/judgement.ts';
import type { Result } from '../../src/core/result.ts';
import { renderComment } from '../../src/report/comment.ts';
import { PLAIN } from '../../src/report/ink.ts';
import { sayObserved } from '../../src/report/observed.ts';
import { renderTerminal } from '../../src/report/terminal.ts';
import { buildResult, comparison, quietRun } from './result-builder.ts';

const SQL = 'observed:SQL time per request';
const LAG = 'observed:event loop lag p99';

const row = (metric: string, change: number, standing: Comparison['standing']): Comparison =>
  comparison(null, metric, {
    base: 2,
    head: 2 * (1 + change),
    change,
    half: 0.06,
    sees: 0.05,
    margin: null,
    standing,
  });

const SLOWER = quietRun({
  p50: { base: 12.1, head: 13.4, change: 0.11, half: 0.012, sees: 0.019, standing: 'worse' },
  p95: { base: 40, head: 55.3, change: 0.38, half: 0.05, sees: 0.036, standing: 'worse' },
});

function slower(observed: readonly Comparison[], moved: readonly string[]): Result {
  const result = buildResult({
    verdict: 'fail',
    reason: { kind: 'worse' },
    comparisons: [...SLOWER, ...observed],
  });
  return { ...result, judgement: { ...result.judgement, moved } };
}

const comment = (result: Result): string => renderComment(result, { marker: '<!-- plimsoll -->' });

describe('what the servers say of a regression', () => {
  it('is told in the line below the headline', () => {
    const result = slower([row(SQL, 0.41, 'shown'), row(LAG, 0.02, 'shown')], [SQL]);
    expect(sayObserved(result, PLAIN)).toBe('What the servers say: p95 +38%; SQL time per request +41%.');
    const [, headline, line] = comment(result).split('\n\n');
    expect(headline).toMatch(/^\*\*🔴 Slower: p95 \+38%/);
    expect(line).toBe('What the servers say: p95 +38%; ` SQL time per request ` +41%.');
    expect(renderTerminal(result, { color: false, width: 100 }).split('\n\n')[1]).toBe(
      sayObserved(result, PLAIN),
    );
  });

  it('has all numbers in a table of its own', () => {
    const text = comment(slower([row(SQL, 0.41, 'shown'), row(LAG, 0.02, 'shown')], [SQL]));
    const [, table = ''] = text.split('<details><summary>What the servers say: 2</summary>');
    expect(table.split('</details>')[0]).toMatch(
      /` SQL time per request ` \| 2\.00.ms \| 2\.82.ms \| \+41%.* not.gated \|\n.*event loop lag p99/,
    );
  });

  it('names what gates and was proven worse as well, the largest change first', () => {
    const result = slower([row(LAG, 0.2, 'shown'), row(SQL, 0.41, 'worse')], [LAG]);
    expect(sayObserved(result, PLAIN)).toBe(
      'What the servers say: p95 +38%; SQL time per request +41% and event loop lag p99 +20%.',
    );
  });

  it('stands beside what else the requests saw where no latency moved', () => {
    const cpu = { base: 3.1, head: 3.9, change: 0.258, half: 0.06, sees: 0.016, standing: 'worse' } as const;
    const result = buildResult({
      verdict: 'fail',
      reason: { kind: 'worse' },
      comparisons: [...quietRun({ cpu }), row(SQL, 0.41, 'shown')],
    });
    expect(sayObserved({ ...result, judgement: { ...result.judgement, moved: [SQL] } }, PLAIN)).toBe(
      'What the servers say: CPU per request +26%; SQL time per request +41%.',
    );
  });

  it('is nothing where only one of them moved', () => {
    expect(sayObserved(slower([row(SQL, 0.41, 'shown')], []), PLAIN)).toBe('');
    const faster = buildResult({ verdict: 'pass', reason: { kind: 'held' }, comparisons: quietRun() });
    expect(sayObserved({ ...faster, judgement: { ...faster.judgement, moved: [SQL] } }, PLAIN)).toBe('');
  });

  it('can be the verdict by itself', () => {
    const result = buildResult({
      verdict: 'fail',
      reason: { kind: 'worse' },
      comparisons: [...quietRun(), { ...row(SQL, 0.41, 'worse'), margin: 0.2 }],
    });
    expect(comment(result)).toMatch(/🔴 Worse on the server: ` SQL time per request ` \+41%/);
  });

  it('quotes a hostile name', () => {
    const name = 'observed:x](https://evil.example) @everyone | <b>';
    const text = comment(slower([row(name, 0.41, 'shown')], [name]));
    expect(text).toContain('` x](https://evil.example) @everyone | <b> ` +41%');
    expect(text).toContain('` x](https://evil.example) @everyone \\| <b> `');
  });
});
