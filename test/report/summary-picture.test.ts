import { describe, expect, it } from '@jest/globals';
import { changeBars } from '../../src/report/change-bars.ts';
import { drawSummary } from '../../src/report/summary-picture.ts';
import { windowLines } from '../../src/report/window-lines.ts';
import { measureSynthetic } from '../action/measured-result.ts';
import { buildResult, quietRun } from './result-builder.ts';
import { STORED } from './stored-results.ts';

const twice = { base: 48, head: 96, change: 1, half: 0.05, sees: 0.036, standing: 'worse' } as const;
const result = (overrides = {}) =>
  buildResult({ verdict: 'fail', reason: { kind: 'worse' }, comparisons: quietRun(overrides) });

describe('changes', () => {
  it('lie on one scale, with the estimate in its interval and the margin', () => {
    const lines = changeBars(result({ p95: { ...twice, change: 0.15, half: 0.03 } }));
    expect(lines[0]?.trim()).toBe('−20%            0            +20%');
    const at = (mark: string): number => (lines[2] ?? '').indexOf(mark) - (lines[0] ?? '').indexOf('0  ');
    expect(lines[2]).toMatch(/^p95 +\+15\.0% ± 3\.0 /);
    // 16 columns are 20%: the estimate stands at 12, the margin of 10% at 8.
    expect([at('●'), at('┊')]).toEqual([12, 8]);
  });

  it('that lie beyond the scale end in an arrow', () => {
    const lines = changeBars(result({ p95: { ...twice, change: 4 } }));
    expect(lines[0]).toContain('+200%');
    expect(lines[2]).toMatch(/▶$/);
  });

  it('hold no name that others chose', () => {
    const own = { ...twice, margin: 0.1, change: 0.2 };
    expect(changeBars(result({ 'check:```': own, 'metric:x': own })).join()).not.toMatch(/```|metric/);
  });
});

describe('windows', () => {
  const measured = measureSynthetic({ slowdown: 2, windows: 45 });

  it('of both sides share a scale, so that the slower one stands higher', () => {
    const [title, base = '', head = ''] = windowLines(measured.observations);
    expect(title).toMatch(/^p50 over time, [\d.]+ ms ▁ to [\d.]+ ms █$/);
    expect(base).toMatch(/^ {2}base {2}[▁▂▃]{45}$/);
    expect(head).toMatch(/^ {2}head {2}[▅▆▇█]{45}$/);
  });

  it('that were left out are marked', () => {
    const lines = windowLines({ ...measured.observations, lost: [0, 44] });
    expect(lines[0]).toContain('(· left out or too few)');
    expect(lines[1]).toMatch(/^ {2}base {2}·[^·]{43}·$/);
  });

  it('of a steady run do not fill the picture with noise', () => {
    const { observations } = measured;
    const calm = observations.mix.cells.map((cells) => ({
      ...cells,
      p50: cells.p50.map((_, window) => 10 + 0.01 * (window % 2)),
    }));
    const lines = windowLines({ ...observations, mix: { ...observations.mix, cells: calm } });
    expect(lines[0]).toBe('p50 over time, 8.75 ms ▁ to 11.3 ms █');
    expect(lines[1]).toMatch(/^ {2}base {2}(.)\1{44}$|^ {2}base {2}[▄▅]{45}$/);
  });

  it('are not drawn where there is no base beside head', () => {
    const stored = STORED['stored-fail']?.();
    expect(stored === undefined ? [''] : windowLines(stored.observations)).toEqual([]);
  });
});

it('nothing is drawn of nothing', () => {
  const none = { kind: 'does not serve', failedShare: 1 } as const;
  expect(drawSummary(buildResult({ verdict: 'fail', reason: none, windows: 0, comparisons: [] }))).toBeNull();
});
