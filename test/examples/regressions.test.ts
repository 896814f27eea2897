import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { findExample } from '../../src/cli/demo/example.ts';
import { copyExample, openShop, type Shop } from './shop-for-tests.ts';

const PATCHES = readdirSync(join(findExample(), 'regressions')).map((file) => file.replace(/\.patch$/, ''));

describe('the regressions', () => {
  let original: Shop;
  beforeAll(async () => {
    original = await openShop();
  });
  afterAll(async () => {
    await original[Symbol.asyncDispose]();
  });

  it.each(PATCHES)('%s applies and leaves a shop that answers as before', async (name) => {
    using copy = copyExample(name);
    await using shop = await openShop(copy.path);
    for (const path of ['/products?page=3', '/search?q=oak%20desk', '/products/7']) {
      expect((await shop.get(path)).body).toEqual((await original.get(path)).body);
    }
  });

  it('n-plus-one asks once for each product of a page', async () => {
    using copy = copyExample('n-plus-one');
    await using shop = await openShop(copy.path);
    expect(await statementsOf(original)).toBe(4);
    expect(await statementsOf(shop)).toBe(3 + 48);
  });

  it('dropped-index leaves search without the index on words', async () => {
    using copy = copyExample('dropped-index');
    expect(await indexesOf(findExample(), copy.path)).toContain('product_words_by_word');
    expect(await indexesOf(copy.path, copy.path)).not.toContain('product_words_by_word');
  });

  it('pool-of-one lets no two checkouts pay at the same time', async () => {
    using copy = copyExample('pool-of-one');
    await using shop = await openShop(copy.path);
    // Eight payments of 14 ms: one after the other they take 112 ms, whatever else the machine does.
    expect(await timeCheckouts(shop, 8)).toBeGreaterThan(100);
    const best = Math.min(...(await repeat(5, () => timeCheckouts(original, 8))));
    expect(best).toBeLessThan(100);
  });

  it('error-path fails 10 of 500 checkouts, and only those', async () => {
    using copy = copyExample('error-path');
    await using shop = await openShop(copy.path);
    const batches = await repeat(50, () => Promise.all(Array.from({ length: 10 }, () => buyOne(shop))));
    const statuses = batches.flat();
    expect(statuses.filter((status) => status === 500)).toHaveLength(10);
    expect(statuses.filter((status) => status === 200)).toHaveLength(490);
  });

  it('burn costs every request a tenth of a millisecond', async () => {
    using copy = copyExample('burn');
    const script = `import { burn } from './src/faults.js';
      const start = performance.now();
      for (let i = 0; i < 100; i++) burn();
      console.log(performance.now() - start);`;
    const time = (cwd: string) =>
      Number(execFileSync(process.execPath, ['--input-type=module', '-e', script], { cwd }));
    expect(time(copy.path)).toBeGreaterThanOrEqual(10);
    expect(time(findExample())).toBeLessThan(10);
  });
});

const statementsOf = async (shop: Shop): Promise<number> =>
  Number((await shop.get('/products?page=2')).headers.get('x-sql-statements'));

async function indexesOf(directory: string, scratch: string): Promise<unknown[]> {
  const path = join(scratch, `${directory === scratch ? 'patched' : 'original'}.db`);
  await using shop = await openShop(directory, { DATABASE: path });
  await shop.get('/');
  using database = new DatabaseSync(path, { readOnly: true });
  const rows = database.prepare("SELECT name FROM sqlite_master WHERE type = 'index'").all();
  return rows.map((row) => row['name']);
}

async function buyOne(shop: Shop): Promise<number> {
  const cart = await shop.fillCart(5, 1);
  return (await shop.post('/checkout', undefined, cart)).status;
}

async function timeCheckouts(shop: Shop, count: number): Promise<number> {
  const carts = await repeat(count, () => shop.fillCart(9, 1));
  const start = performance.now();
  const answers = await Promise.all(carts.map((cart) => shop.post('/checkout', undefined, cart)));
  const took = performance.now() - start;
  expect(answers.map(({ status }) => status)).toEqual(carts.map(() => 200));
  return took;
}

/** One after the other. */
async function repeat<T>(count: number, work: () => Promise<T>): Promise<T[]> {
  const results: T[] = [];
  for (let i = 0; i < count; i++) results.push(await work());
  return results;
}
