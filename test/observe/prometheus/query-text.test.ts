import { describe, expect, it } from '@jest/globals';
import { readDuration } from '../../../src/observe/prometheus/client.ts';
import { fillIn, reachOf } from '../../../src/observe/prometheus/query-text.ts';
import { laySpans } from '../../../src/observe/prometheus/spans.ts';

const HEAD = { side: 'head', url: 'http://127.0.0.1:4321/shop' } as const;

describe('a query', () => {
  it('gets the values of a side', () => {
    const query =
      // biome-ignore lint/suspicious/noTemplateCurlyInString: variables of a query, not of ours
      'rate(x{side="$side",instance="$target",code=~"5..$"}[$range]) / rate(y{s="${side}"}[${range}])';
    expect(fillIn(query, HEAD, 4000)).toBe(
      'rate(x{side="head",instance="127.0.0.1:4321",code=~"5..$"}[4000ms]) / rate(y{s="head"}[4000ms])',
    );
    expect(fillIn('x{a="$sides $targeted"}', HEAD, 1)).toBe('x{a="$sides $targeted"}');
  });

  it('looks back as far as the longest of its ranges', () => {
    expect(reachOf('heap_bytes{instance="$target"}')).toBeNull();
    expect(reachOf('rate(x[30s]) / rate(y[1m30s])')).toBe(90_000);
    expect(reachOf('max_over_time(rate(x[5s])[20s:1s])')).toBe(20_000);
    expect(reachOf('rate(x[$range])')).toBe(0);
    expect(reachOf('x{path="[5m]"}')).toBeNull();
  });

  it('has durations as Prometheus writes them', () => {
    expect(['15s', '1m30s', '500ms', '1h', ''].map(readDuration)).toEqual([
      15_000, 90_000, 500, 3_600_000, 0,
    ]);
  });
});

describe('spans', () => {
  const lay = (reachMs: number | null, intervalMs: number) =>
    laySpans(reachMs, { intervalMs, windowMs: 2000 });

  it('are windows where the sides are scraped often enough', () => {
    expect(lay(null, 500)).toEqual({ windows: 1, spanMs: 2000, looks: 4 });
    expect(lay(0, 1000)).toEqual({ windows: 1, spanMs: 2000, looks: 1 });
  });

  it('are several windows where one would hold too few scrapes', () => {
    expect(lay(null, 15_000)).toEqual({ windows: 8, spanMs: 16_000, looks: 1 });
    expect(lay(0, 15_000)).toEqual({ windows: 15, spanMs: 30_000, looks: 1 });
  });

  it('hold all that a query looks back over', () => {
    expect(lay(60_000, 1000)).toEqual({ windows: 30, spanMs: 60_000, looks: 1 });
  });
});
