import { describe, expect, test } from '@jest/globals';
import type { Progress } from '../../src/core/progress.ts';
import { renderLive, renderLook } from '../../src/report/progress-line.ts';
import { renderTerminal } from '../../src/report/terminal.ts';
import { HOSTILE, hostile, RESULTS } from './results.ts';

const render = (name: string, options = { color: false, width: 100 }): string => {
  const build = RESULTS[name];
  if (build === undefined) throw new Error(`no result named ${name}`);
  return renderTerminal(build(), options);
};

describe('a result on a terminal', () => {
  test('holds the facts of the comment without its markup', () => {
    const text = render('fail-one-endpoint');
    expect(text).toContain('🔴 Slower: POST /checkout p95 +31% (95% interval +24 to +38%).');
    expect(text).toMatch(/^p95 +48\.0 ms +55\.3 ms +\+15\.2% ± 3\.0 +3\.6% +10%$/mu);
    expect(text).toMatch(/^POST \/checkout +p95 +61\.2 ms +80\.1 ms +\+31% ± 7 +worse; margin 25%$/mu);
    expect(text).not.toMatch(/[*`|]|<details>/u);
  });

  test.each([80, 120])('fits into %d columns whatever the names', (width) => {
    const text = renderTerminal(hostile(HOSTILE), { color: false, width });
    expect(Math.max(...text.split('\n').map((line) => Array.from(line).length))).toBeLessThanOrEqual(width);
  });

  test('lets no control character of a name through', () => {
    const text = renderTerminal(hostile(HOSTILE), { color: false, width: 100 });
    expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u);
  });

  test('is coloured only when asked', () => {
    expect(render('pass', { color: true, width: 100 })).toContain('\u001b[32m🟢');
    expect(render('pass')).not.toContain('\u001b');
  });

  test('says that base breaks a limit and a threshold too', () => {
    const text = render('limit-base-breaks-too');
    expect(text).toContain('GET /search p95 at most 50 ms, head 57.4 ms: broken; base breaks it too');
    expect(text).toContain('http_req_duration p(95)<45: base breaks it too');
  });
});

describe('progress', () => {
  const progress: Progress = {
    windows: 20,
    windowsMost: 150,
    secondsLeft: 260,
    plannedLooks: [12, 20, 30, 45, 60, 90, 120, 150],
    estimates: [
      { metric: 'p50', unit: 'ms', kind: 'ratio', change: 0.004, resolution: 0.012 },
      { metric: 'p95', unit: 'ms', kind: 'ratio', change: 0.31, resolution: 0.09 },
    ],
    look: { windows: 20, decision: 'go on', held: 0, gated: 0 },
  };

  test('says a look in one line', () => {
    expect(renderLook(progress)).toBe('look 2 of 8 · 20 windows · p50 +0.4% ± 1.2 · p95 +31% ± 9 · going on');
  });

  test('has no line between looks', () => {
    expect(renderLook({ ...progress, look: null })).toBeNull();
  });

  test('keeps the live line inside the terminal, whole parts only', () => {
    expect(renderLive(progress, 119)).toEqual([
      '██░░░░░░░░░░░░░░ 20/150 windows · at most 4 min 20 s left · next look at 30',
      'p50 +0.4% ± 1.2 · p95 +31% ± 9',
    ]);
    expect(renderLive(progress, 39)).toEqual([
      '20/150 windows',
      'at most 4 min 20 s left',
      'next look at 30',
      'p50 +0.4% ± 1.2 · p95 +31% ± 9',
    ]);
    expect(renderLive({ ...progress, estimates: [], windows: 3 }, 79).at(-1)).toBe(
      'no estimate before the first look, at 12 windows',
    );
  });

  test('shows an estimate that is not there yet as missing', () => {
    const early = {
      ...progress,
      estimates: [{ ...progress.estimates[0], change: null, resolution: null }],
    } as Progress;
    expect(renderLook(early)).toContain('p50 – ·');
  });
});
