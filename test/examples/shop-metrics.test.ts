import { expect, it } from '@jest/globals';
import { parseExposition } from '../../src/observe/scrape/exposition.ts';
import { openShop } from './shop-for-tests.ts';

it('says how long its statements took, how far its event loop lags and how often it collected garbage', async () => {
  await using shop = await openShop();
  const read = async (): Promise<ReadonlyMap<string, number>> => {
    const { samples } = parseExposition(await (await fetch(`${shop.url}/metrics`)).text(), () => true);
    return new Map(samples.map(({ name, value }) => [name, value]));
  };
  const before = await read();
  for (let page = 1; page <= 20; page++) await shop.get(`/products?page=${page}`);
  const after = await read();
  const grew = (name: string): number => (after.get(name) ?? Number.NaN) - (before.get(name) ?? Number.NaN);
  // Four statements a page.
  expect(grew('shop_sql_seconds_count')).toBe(80);
  expect(grew('shop_sql_seconds_sum')).toBeGreaterThan(0);
  expect(grew('process_cpu_seconds_total')).toBeGreaterThan(0);
  expect(grew('nodejs_gc_duration_seconds_sum')).toBeGreaterThanOrEqual(0);
  expect(after.get('nodejs_eventloop_lag_p99_seconds')).toBeGreaterThanOrEqual(0);
  expect(after.get('nodejs_heap_size_used_bytes')).toBeGreaterThan(1e6);
});
