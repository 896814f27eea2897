import { describe, expect, test } from '@jest/globals';
import { describeHistory } from '../../src/core/baseline/history.ts';
import { renderHistory } from '../../src/report/history.ts';
import { isoDay, shortDay } from '../../src/report/history-date.ts';
import { renderHistoryPage } from '../../src/report/history-page.ts';
import { sparkline } from '../../src/report/history-spark.ts';
import { renderHistorySvg } from '../../src/report/history-svg.ts';
import { describeCreep } from '../../src/report/history-words.ts';
import { PLAIN } from '../../src/report/ink.ts';
import { onceSlower, recordHistory } from '../core/baseline/history-entries.ts';
import { HOSTILE } from './results.ts';

const HISTORY = describeHistory(onceSlower());
const OPTIONS = { color: false, width: 100 };

describe('a history on a terminal', () => {
  const text = renderHistory(HISTORY, OPTIONS);

  test('has a row and a line of bars for each metric, with a stroke where it changed', () => {
    expect(text).toMatch(/^60 commits, 2026-08-24 to 2026-10-22$/mu);
    expect(text).toMatch(/^p95 +[\d.]+ ms +[\d.]+ ms +\+1\d(?:\.\d)?% +1 {2}[▁-█]+│[▁-█]+$/mu);
    expect(text).toMatch(/^p50 +[\d.]+ ms +[\d.]+ ms {2,}[▁-█]+$/mu);
  });

  test('names each change, its size, its commit and its day', () => {
    const commit = HISTORY.metrics[1]?.changes[0]?.commit.slice(0, 7);
    expect(text).toMatch(
      new RegExp(
        `^- p95 \\+1\\d(?:\\.\\d)?% at ${commit} \\(2026-09-1\\d\\): [\\d.]+ ms to [\\d.]+ ms$`,
        'mu',
      ),
    );
    expect(text).toContain('- POST /checkout p95 +1');
  });

  test.each([80, 120])('fits into %d columns whatever the names', (width) => {
    const hostile = HISTORY.metrics.flatMap((metric) =>
      HOSTILE.map((endpoint) => ({ ...metric, endpoint, changes: metric.changes })),
    );
    const all = renderHistory(
      { metrics: hostile, leftOut: [{ words: HOSTILE.join(' '), recordings: 2 }] },
      { color: false, width },
    );
    const table = all.split('\n').filter((line) => /[▁-█]{3}/u.test(line));
    expect(table).toHaveLength(hostile.length);
    for (const line of table) expect(Array.from(line).length).toBeLessThanOrEqual(width);
    expect(all.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u);
  });

  test('says that nothing changed, or that there is nothing yet', () => {
    const calm = renderHistory(describeHistory(recordHistory({ commits: 20, factor: () => 1 })), OPTIONS);
    expect(calm).toContain('No lasting change of any metric was found.');
    expect(renderHistory({ metrics: [], leftOut: [] }, OPTIONS)).toMatch(/^No history yet/u);
  });
});

describe('creep in words', () => {
  test('says how much since which release', () => {
    const entries = recordHistory({
      commits: 90,
      factor: (index) => 1.015 ** (index / 7),
      releases: { 20: 'v1.2.0' },
    });
    expect(describeCreep(describeHistory(entries), PLAIN)).toMatch(
      /^p95 is \+1\d(?:\.\d)?% since v1\.2\.0, over 69 recorded commits$/u,
    );
  });

  test('is silent where there is none', () => {
    expect(describeCreep(describeHistory(recordHistory({ commits: 40, factor: () => 1 })), PLAIN)).toBeNull();
  });
});

describe('a line of bars', () => {
  test('runs from the lowest to the highest', () => {
    expect(sparkline([1, 2, 3, 4, 5, 6, 7, 8], [], 20)).toBe('▁▂▃▄▅▆▇█');
  });

  test('is never wider than asked, changes included', () => {
    const values = Array.from({ length: 300 }, (_, at) => at % 7);
    for (const width of [5, 12, 60]) {
      expect(Array.from(sparkline(values, [3, 100, 250], width)).length).toBeLessThanOrEqual(width);
    }
  });

  test('of equal values is level, of none empty', () => {
    expect(sparkline([3, 3, 3], [], 9)).toBe('▅▅▅');
    expect(sparkline([], [], 9)).toBe('');
  });
});

describe('a day', () => {
  test.each([
    [0, '1970-01-01', '1 Jan'],
    [Date.UTC(2024, 1, 29, 23, 59), '2024-02-29', '29 Feb'],
    [Date.UTC(2026, 10, 23), '2026-11-23', '23 Nov'],
    [Date.UTC(2100, 2, 1), '2100-03-01', '1 Mar'],
    [Date.UTC(1969, 11, 31), '1969-12-31', '31 Dec'],
  ])('%d is %s', (at, iso, short) => {
    expect([isoDay(at), shortDay(at)]).toEqual([iso, short]);
  });

  test('is the same as the platform’s for every day of forty years', () => {
    for (let day = 0; day < 14_610; day++) {
      const at = day * 86_400_000;
      expect(isoDay(at)).toBe(new Date(at).toISOString().slice(0, 10));
    }
  });
});

describe('a picture', () => {
  const [, p95] = HISTORY.metrics;
  if (p95 === undefined) throw new Error('no p95');
  const svg = renderHistorySvg(p95);

  test('stands alone', () => {
    expect(svg).toMatch(/^<svg [^>]*xmlns="http:\/\/www\.w3\.org\/2000\/svg"/u);
    expect(svg).toMatch(/<title>p95, now [\d.]+ ms<\/title>/u);
    expect(svg.match(/https?:\/\/(?!www\.w3\.org)/gu)).toBeNull();
    expect(svg).toContain('@media (prefers-color-scheme: dark)');
  });

  test('shows every commit, both levels, the change and the release', () => {
    expect(svg.match(/<circle /gu)).toHaveLength(60);
    expect(svg.match(/<line [^>]*x1/gu)?.length).toBeGreaterThanOrEqual(2);
    expect(svg).toMatch(new RegExp(`\\+1\\d(?:\\.\\d)?% ${p95.changes[0]?.commit.slice(0, 7)}`, 'u'));
    expect(svg).toContain('v1.0.0');
  });

  test('is the same each time', () => {
    expect(renderHistorySvg(p95)).toBe(svg);
  });

  test('lets no name out of its text', () => {
    for (const endpoint of ['<script>alert(1)</script>"><a href="x">', ...HOSTILE]) {
      const drawn = renderHistorySvg({ ...p95, endpoint });
      expect(drawn).not.toMatch(/<(?:script|a|img|foreignObject)\b/u);
      // What XML forbids: a tag's beginning in an attribute, an ampersand that begins nothing.
      expect(drawn).not.toMatch(/="[^"]*<[^"]*"|&(?!amp;|lt;|gt;|quot;|#)/u);
      expect(drawn.match(/<circle /gu)).toHaveLength(60);
      expect(drawn.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cs}\u202e\u200b]/u);
    }
  });

  test('is drawn for one commit and for values without a spread', () => {
    const one = { ...p95, points: p95.points.slice(0, 1), changes: [], levels: [48] };
    expect(renderHistorySvg(one).match(/<circle /gu)).toHaveLength(1);
    const flat = {
      ...p95,
      points: p95.points.map((point) => ({ ...point, value: 0 })),
      changes: [],
      levels: [0],
    };
    expect(renderHistorySvg(flat)).not.toMatch(/NaN|Infinity/u);
  });
});

describe('a page', () => {
  test('holds all pictures and what is said of them, and asks for nothing', () => {
    const page = renderHistoryPage(HISTORY, 'branch plimsoll of <origin>');
    expect(page.match(/<svg /gu)).toHaveLength(HISTORY.metrics.length);
    expect(page).toMatch(/<li>p95 \+1\d/u);
    expect(page).toContain('branch plimsoll of &lt;origin&gt;');
    expect(page.match(/https?:\/\/(?!www\.w3\.org)/gu)).toBeNull();
  });

  test('says where there is nothing yet', () => {
    expect(renderHistoryPage({ metrics: [], leftOut: [] } as unknown as typeof HISTORY, 'x')).toContain(
      'No history yet',
    );
  });
});
