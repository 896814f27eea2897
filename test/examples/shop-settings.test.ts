import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { copyExample, openShop } from './shop-for-tests.ts';

describe('settings of the shop', () => {
  test('config/app.yml counts', async () => {
    using copy = copyExample('no-op');
    const file = join(copy.path, 'config/app.yml');
    writeFileSync(
      file,
      readFileSync(file, 'utf8').replace('queue: 500', 'queue: 0').replace('size: 8', 'size: 1'),
    );
    await using shop = await openShop(copy.path);
    const carts = [await shop.fillCart(1, 1), await shop.fillCart(2, 1)];
    const answers = await Promise.all(carts.map((cart) => shop.post('/checkout', undefined, cart)));
    // One connection and nobody may wait: whoever comes during a payment is refused.
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 503]);
  });

  test('a variable goes before it', async () => {
    using copy = copyExample('no-op');
    const file = join(copy.path, 'config/app.yml');
    writeFileSync(file, readFileSync(file, 'utf8').replace('ttl: 0', 'ttl: 60'));
    const statements = async (env: Record<string, string>): Promise<(string | null)[]> => {
      await using shop = await openShop(copy.path, env);
      const ask = async () => (await shop.get('/search?q=oak')).headers.get('x-sql-statements');
      return [await ask(), await ask()];
    };
    const [first, second] = await statements({});
    expect(Number(first)).toBeGreaterThan(0);
    expect(second).toBeNull();
    expect(await statements({ CACHE_TTL: '0' })).toEqual([first, first]);
  });

  test('who waits for a connection longer than the timeout is refused', async () => {
    await using shop = await openShop(undefined, { POOL_SIZE: '1', POOL_TIMEOUT: '5' });
    const carts = [await shop.fillCart(1, 1), await shop.fillCart(2, 1)];
    const answers = await Promise.all(carts.map((cart) => shop.post('/checkout', undefined, cart)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 503]);
  });
});
