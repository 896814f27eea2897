import { describe, expect, it } from '@jest/globals';
import { openTerminal } from '../../src/cli/terminal.ts';
import type { Progress } from '../../src/core/progress.ts';

const PROGRESS: Progress = {
  windows: 20,
  windowsMost: 150,
  secondsLeft: 260,
  plannedLooks: [12, 20, 30, 150],
  estimates: [
    { metric: 'p50', unit: 'ms', kind: 'ratio', change: 0.004, resolution: 0.012 },
    { metric: 'p95', unit: 'ms', kind: 'ratio', change: 0.31, resolution: 0.09 },
  ],
  look: null,
};
const at = (windows: number): Progress => ({ ...PROGRESS, windows });

/** What a screen shows in the end: carriage returns, line feeds, lines erased and the cursor moved up, as a terminal reads them. */
function createScreen(columns: number, isTTY = true) {
  const rows: string[] = [''];
  let row = 0;
  let column = 0;
  const put = (character: string): void => {
    if (column === columns) [row, column] = [row + 1, 0];
    const line = (rows[row] ?? '').padEnd(column);
    rows[row] = line.slice(0, column) + character + line.slice(column + 1);
    column++;
  };
  const write = (text: string): boolean => {
    for (const [token] of text.matchAll(/\p{Cc}\[\d*[A-Za-z]|[\s\S]/gu)) {
      if (token === '\r') column = 0;
      else if (token === '\n') [row, column] = [row + 1, 0];
      else if (token === '\u001b[2K') rows[row] = '';
      else if (token === '\u001b[1A') row--;
      else if (token.startsWith('\u001b')) throw new Error(`a terminal code nobody expected: ${token}`);
      else put(token);
    }
    return true;
  };
  return {
    isTTY,
    columns,
    write,
    rows: () => rows.map((line) => line.trimEnd()).filter((line) => line !== ''),
  };
}

describe('on a terminal', () => {
  it.each([40, 80, 120])(
    'of %d columns the live lines stay below what was said, and leave nothing',
    (columns) => {
      const screen = createScreen(columns);
      const terminal = openTerminal(screen, {});
      terminal.say('warming up');
      for (const windows of [20, 21, 22]) terminal.progress(at(windows));
      terminal.say('a remark');
      const [first, second, ...live] = screen.rows();
      expect([first, second]).toEqual(['warming up', 'a remark']);
      expect(live.join(' ')).toContain('22/150 windows');
      expect(live.join(' ')).toContain('p95 +31% ± 9');
      expect(live.filter((line) => line.includes('windows'))).toHaveLength(1);
      terminal.progress({ ...at(30), look: { windows: 30, decision: 'pass', held: 4, gated: 4 } });
      expect(screen.rows().slice(0, 2)).toEqual(['warming up', 'a remark']);
      expect(screen.rows()[2]).toMatch(/^look 3 of 4/);
      expect(screen.rows().join(' ')).not.toContain('left');
      expect(screen.rows().join('').replaceAll(' ', '')).toMatch(/4of4withinmargin·pass$/);
    },
  );
});

describe('elsewhere', () => {
  it.each([
    ['in a pipe', false, {}],
    ['in CI', true, { CI: 'true' }],
    ['on a dumb terminal', true, { TERM: 'dumb' }],
  ])('%s there is a line per look, and no code', async (_, isTTY, environment) => {
    const screen = createScreen(120, isTTY);
    const terminal = openTerminal(screen, environment);
    for (const windows of [19, 20, 21]) terminal.progress(at(windows));
    terminal.progress({ ...at(20), look: { windows: 20, decision: 'go on', held: 0, gated: 0 } });
    expect(screen.rows()).toEqual(['look 2 of 4 · 20 windows · p50 +0.4% ± 1.2 · p95 +31% ± 9 · going on']);
    expect(terminal.color).toBe(false);
  });

  it('on GitHub what belongs together is folded, and unfolded whatever happens', async () => {
    const screen = createScreen(120, false);
    const terminal = openTerminal(screen, { GITHUB_ACTIONS: 'true', CI: 'true' });
    await terminal.grouped('Measuring', async () => terminal.say('look 1'));
    await expect(terminal.grouped('Measuring', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(screen.rows()).toEqual([
      ...['::group::Measuring', 'look 1', '::endgroup::'],
      ...['::group::Measuring', '::endgroup::'],
    ]);
  });

  it('nothing is coloured where NO_COLOR is set', () => {
    expect(openTerminal(createScreen(80), { NO_COLOR: '1' }).color).toBe(false);
    expect(openTerminal(createScreen(80), { NO_COLOR: '' }).color).toBe(true);
  });
});
