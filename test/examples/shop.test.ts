import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { findExample } from '../../src/cli/demo/example.ts';
import { openShop, type Shop } from './shop-for-tests.ts';

describe('the shop', () => {
  let shop: Shop;
  beforeAll(async () => {
    shop = await openShop();
  });
  afterAll(async () => {
    await shop[Symbol.asyncDispose]();
  });

  it('answers its health check', async () => {
    expect(await shop.get('/')).toMatchObject({ status: 200, body: { status: 'ok' } });
  });

  it('lists products page by page, each with the rating that its reviews give', async () => {
    const { status, body } = await shop.get('/products?page=2');
    expect(status).toBe(200);
    expect(body).toMatchObject({ page: 2, pages: 63 });
    expect(body.products.map(({ id }: { id: number }) => id)).toEqual(
      Array.from({ length: 48 }, (_, i) => 49 + i),
    );
    const { id, rating, reviewCount } = body.products[0];
    const { reviews } = (await shop.get(`/products/${id}`)).body;
    const stars: number[] = reviews.map((review: { stars: number }) => review.stars);
    expect(reviewCount).toBe(stars.length);
    expect(rating).toBeCloseTo(stars.reduce((sum, one) => sum + one, 0) / stars.length, 10);
  });

  it('searches for products that hold every word, words begun included', async () => {
    const { body } = await shop.get('/search?q=Wal%20desk');
    expect(body.count).toBeGreaterThan(0);
    const names: string[] = body.products.map(({ name }: { name: string }) => name);
    expect(names.filter((name) => !/Walnut Desk$/.test(name))).toEqual([]);
    const ratings: number[] = body.products.map(({ rating }: { rating: number }) => rating);
    expect(ratings).toEqual(ratings.toSorted((a, b) => b - a));
    expect((await shop.get('/search?q=zeppelin')).body).toMatchObject({ count: 0, products: [] });
  });

  it('shows a product with reviews and six others of its kind', async () => {
    const { body } = await shop.get('/products/7');
    expect(body.id).toBe(7);
    expect(body.reviews.length).toBeGreaterThanOrEqual(8);
    expect(body.similar).toHaveLength(6);
    expect(body.similar.map(({ id }: { id: number }) => id)).not.toContain(7);
  });

  it('turns a cart into an order once, and takes it from the stock', async () => {
    const before = (await shop.get('/products/11')).body;
    const cart = await shop.fillCart(11, 2);
    const order = await shop.post('/checkout', undefined, cart);
    expect(order).toMatchObject({ status: 200, body: { totalCents: 2 * before.priceCents } });
    expect((await shop.get('/products/11')).body.stock).toBe(before.stock - 2);
    expect((await shop.post('/checkout', undefined, cart)).status).toBe(409);
  });

  it('lets only one of two checkouts of the same cart through', async () => {
    const cart = await shop.fillCart(12, 1);
    const both = await Promise.all([1, 2].map(() => shop.post('/checkout', undefined, cart)));
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409]);
  });

  it('refuses a body that is far too long', async () => {
    expect((await shop.post('/cart', `"${'x'.repeat(20_000)}"`)).status).toBe(413);
  });

  it.each([
    ['GET', '/nothing', undefined, 404],
    ['GET', '/products/999999', undefined, 404],
    ['GET', '/products/seven', undefined, 400],
    ['GET', '/products?page=0', undefined, 400],
    ['GET', '/search', undefined, 400],
    ['POST', '/cart', '{', 400],
    ['POST', '/cart', '[1', 400],
    ['POST', '/cart', '{"productId":7,"quantity":0}', 400],
    ['POST', '/cart', '{"productId":999999,"quantity":1}', 404],
    ['POST', '/checkout', undefined, 409],
  ])('%s %s refuses %s with %i', async (method, path, body, status) => {
    const answer = method === 'GET' ? await shop.get(path) : await shop.post(path, body);
    expect(answer.status).toBe(status);
    expect(answer.body.error).toMatch(/\w/);
  });
});

it('seeds the same shop in every process', async () => {
  await using one = await openShop();
  await using other = await openShop();
  for (const path of ['/products?page=63', '/products/3000', '/search?q=oak']) {
    expect((await one.get(path)).body).toEqual((await other.get(path)).body);
  }
});

it('ends with code 0 on repeated SIGTERM and takes its database along', async () => {
  const scratch = mkdtempSync(join(tmpdir(), 'plimsoll-test-'));
  try {
    await using shop = await openShop(findExample(), { TMPDIR: scratch });
    await shop.get('/');
    expect(readdirSync(scratch)).toHaveLength(1);
    expect(await Promise.all([shop.terminate(), shop.terminate()])).toEqual([0, 0]);
    expect(readdirSync(scratch)).toEqual([]);
  } finally {
    rmSync(scratch, { recursive: true });
  }
});
