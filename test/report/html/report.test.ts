import { describe, expect, it } from '@jest/globals';
import { parseHTML } from 'linkedom';
import { describeHistory } from '../../../src/core/baseline/history.ts';
import { renderReport } from '../../../src/report/html/report.ts';
import { onceSlower } from '../../core/baseline/history-entries.ts';
import { synthesize } from '../../core/synthetic.ts';
import { HOSTILE, hostile, RESULTS } from '../results.ts';
import { foldRun } from './folded-runs.ts';
import { judgeMade } from './told.ts';

const GRID = { windowMs: 2000, slotMs: 250, windowsPerStart: 15, requestsPerSecond: 200 } as const;

const judged = (slowdown: number, lost: readonly number[] = []) =>
  judgeMade({
    ...GRID,
    observations: foldRun({
      seed: 'report',
      windows: 40,
      lost,
      endpoints: [
        { name: 'GET /', perWindow: 40, median: 8, factor: slowdown },
        { name: 'POST /cart', perWindow: 30, median: 20 },
      ],
    }),
  });

const pageOf = (page: string) => parseHTML(page).document;

describe('a report', () => {
  const page = renderReport(judged(1.5), { history: describeHistory(onceSlower()) });
  const document = pageOf(page);

  it('says first what was found', () => {
    expect(document.querySelector('.word')?.textContent).toBe('Fail');
    expect(document.querySelector('h1')?.textContent).toMatch(/^Slower: .+ \+\d/u);
  });

  it('has a part for everything that the result holds, and a link to each', () => {
    const ids = [...document.querySelectorAll('section')].map(({ id }) => id);
    expect(ids).toEqual([
      'changes',
      'distribution',
      'time',
      'servers',
      'history',
      'endpoints',
      'schedule',
      'method',
    ]);
    expect([...document.querySelectorAll('nav a')].map((link) => link.getAttribute('href'))).toEqual(
      ids.map((id) => `#${id}`),
    );
  });

  it('has the numbers of every picture in a table, and every spot names a row of it', () => {
    for (const figure of document.querySelectorAll('figure')) {
      const rows = figure.querySelectorAll('tbody tr').length;
      expect(rows).toBeGreaterThan(0);
      const named = [...figure.querySelectorAll('[data-row]')].map((spot) =>
        Number(spot.getAttribute('data-row')),
      );
      expect(Math.max(0, ...named)).toBeLessThan(rows);
      expect(figure.querySelector('svg[role=img]')?.getAttribute('aria-label')).not.toBe('');
    }
  });

  it('is the same for the same result', () => {
    expect(renderReport(judged(1.5), { history: describeHistory(onceSlower()) })).toBe(page);
  });

  it('fetches nothing and carries no style or script but its own', () => {
    expect(page).not.toMatch(/\s(?:src|srcset|action|data)=|@import|url\(/u);
    expect(
      [...document.querySelectorAll('[href]')].every((link) => link.getAttribute('href')?.startsWith('#')),
    ).toBe(true);
    expect(document.querySelectorAll('script')).toHaveLength(1);
    expect(document.querySelectorAll('style')).toHaveLength(1);
    expect(document.querySelectorAll('[style]')).toHaveLength(0);
  });
});

describe('windows that were left out', () => {
  it('are counted in words, marked in the pictures, and named in the tables', () => {
    const document = pageOf(renderReport(judged(1, [3, 4])));
    expect(document.querySelector('#time')?.textContent).toContain('2 windows of');
    const rows = [...document.querySelectorAll('#time figure tbody tr')].filter((row) =>
      row.textContent?.includes('left out'),
    );
    expect(rows[0]?.textContent).toMatch(/^46 to 8 s/u);
  });
});

describe('names that a pull request chooses', () => {
  it('stay text, whatever they hold', () => {
    const page = renderReport(hostile(HOSTILE));
    const document = pageOf(page);
    expect(document.querySelectorAll('img, iframe, object, embed, link, base, form')).toHaveLength(0);
    expect(document.querySelectorAll('script')).toHaveLength(1);
    expect(document.querySelectorAll('a:not(nav a)')).toHaveLength(0);
    expect(page).toContain('&lt;img src=x onerror=alert(1)&gt;');
    // Controls but line breaks, bidi and zero-width characters, and our own marks.
    expect(page).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\p{Cs}]|[\ufdd0-\ufdef]/u);
  });

  it('stay text in pictures, too', () => {
    const [first, second] = ['<script>alert(1)</script>', 'a"b<&>\u202e'];
    const observations = synthesize({
      windows: 24,
      endpoints: [first, second],
      slowdown: { [first]: 2, [second]: 2 },
    });
    const document = pageOf(renderReport(judgeMade({ ...GRID, observations })));
    expect(document.querySelectorAll('script')).toHaveLength(1);
    const words = [...document.querySelectorAll('#changes svg text')].map(({ textContent }) => textContent);
    expect(words.some((word) => word?.includes('<script>'))).toBe(true);
  });
});

describe('results with little in them', () => {
  it.each(Object.keys(RESULTS))('are told as far as they go: %s', (name) => {
    const result = RESULTS[name]?.();
    if (result === undefined) throw new Error(name);
    const document = pageOf(renderReport(result));
    expect(document.querySelector('h1')?.textContent).not.toBe('');
    expect(document.querySelector('#method')).not.toBeNull();
    expect(document.querySelector('main')?.textContent).not.toMatch(/NaN|undefined|Infinity|null/u);
  });
});
