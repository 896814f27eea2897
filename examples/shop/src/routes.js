import { randomUUID } from 'node:crypto';
import { addToCart } from './cart.js';
import { listProducts, searchProducts, showProduct } from './catalogue.js';
import { checkOut } from './checkout.js';
import { HttpError, readCookie, readJson } from './http.js';
import { orderRoutes } from './order-queue.js';

/**
 * Each route reads what it needs from the request first and then works with a connection, so that no
 * connection is held while a client is slow. Answers of routes that say so may come from the cache.
 */
export const routes = [
  { method: 'GET', path: '/', handle: async () => () => ({ status: 'ok' }) },
  {
    method: 'GET',
    path: '/products',
    isKept: true,
    async handle({ url }) {
      const page = wholeNumber(url.searchParams.get('page') ?? '1', 'page');
      return (connection) => listProducts(connection, page);
    },
  },
  {
    method: 'GET',
    path: '/search',
    isKept: true,
    async handle({ url }) {
      const query = url.searchParams.get('q') ?? '';
      if (query === '') throw new HttpError(400, 'q must not be empty');
      return (connection) => searchProducts(connection, query);
    },
  },
  {
    method: 'GET',
    path: '/products/:id',
    async handle({ parameters }) {
      const id = wholeNumber(parameters.id, 'id');
      return (connection) => showProduct(connection, id) ?? fail(404, `no product ${id}`);
    },
  },
  {
    method: 'POST',
    path: '/cart',
    async handle({ request, response }) {
      const line = await readJson(request);
      const cart = readCookie(request, 'cart') ?? randomUUID();
      response.setHeader('set-cookie', `cart=${cart}; Path=/; HttpOnly; SameSite=Lax`);
      return (connection) => addToCart(connection, cart, line);
    },
  },
  {
    method: 'POST',
    path: '/checkout',
    async handle({ request }) {
      const cart = readCookie(request, 'cart') ?? '';
      return (connection) => checkOut(connection, cart);
    },
  },
  ...orderRoutes,
];

function wholeNumber(text, name) {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1)
    throw new HttpError(400, `${name} must be a whole number from 1`);
  return number;
}

function fail(status, message) {
  throw new HttpError(status, message);
}
