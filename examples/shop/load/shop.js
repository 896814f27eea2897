import { check } from 'k6';
import exec from 'k6/execution';
import http from 'k6/http';

const BASE_URL = __ENV.BASE_URL || 'http://localhost:3000';

const PRODUCTS = 3000;
const PAGES = 63;
const SEARCHES = [
  'oak',
  'walnut desk',
  'lamp',
  'folding chair',
  'wool rug',
  'slim',
  'copper',
  'tray',
  'bench',
  'ash table',
];

export const options = {
  scenarios: {
    shoppers: { executor: 'constant-arrival-rate', rate: 60, duration: '30s', preAllocatedVUs: 20 },
  },
  thresholds: { checks: ['rate>0.99'] },
};

/** Of ten visitors five browse, two search and three buy. */
export default function visit() {
  const choose = chooser(exec.scenario.iterationInTest);
  const mood = choose(10);
  if (mood < 5) browse(choose);
  else if (mood < 7) search(choose);
  else buy(choose);
}

function browse(choose) {
  listProducts(1);
  openProduct(popular(choose));
  listProducts(1 + choose(PAGES));
  openProduct(popular(choose));
}

function search(choose) {
  searchFor(SEARCHES[choose(SEARCHES.length)]);
  openProduct(popular(choose));
  openProduct(popular(choose));
}

function buy(choose) {
  const productId = popular(choose);
  searchFor(SEARCHES[choose(SEARCHES.length)]);
  openProduct(productId);
  addToCart(productId, 1 + choose(3));
  checkOut();
}

function listProducts(page) {
  const response = http.get(`${BASE_URL}/products?page=${page}`, { tags: { name: 'GET /products' } });
  check(response, { 'a page answers': (r) => r.status === 200 });
}

function searchFor(words) {
  const url = `${BASE_URL}/search?q=${encodeURIComponent(words)}`;
  const response = http.get(url, { tags: { name: 'GET /search' } });
  check(response, { 'a search answers': (r) => r.status === 200 });
}

function openProduct(id) {
  const response = http.get(`${BASE_URL}/products/${id}`, { tags: { name: 'GET /products/:id' } });
  check(response, { 'a product opens': (r) => r.status === 200 });
}

function addToCart(productId, quantity) {
  const response = http.post(`${BASE_URL}/cart`, JSON.stringify({ productId, quantity }), {
    headers: { 'content-type': 'application/json' },
    tags: { name: 'POST /cart' },
  });
  check(response, { 'the cart takes it': (r) => r.status === 200 });
}

function checkOut() {
  const response = http.post(`${BASE_URL}/checkout`, null, { tags: { name: 'POST /checkout' } });
  check(response, { 'an order is placed': (r) => r.status === 200 });
}

/** Low numbers are asked for more often than high ones. */
const popular = (choose) => 1 + Math.floor(choose(PRODUCTS) ** 2 / PRODUCTS);

/** Whole numbers below a bound, the same ones whenever the test runs: a generator seeded by the iteration. */
function chooser(seed) {
  let state = (seed + 1) * 2654435761;
  return (most) => {
    state = (Math.imul(state ^ (state >>> 15), 2246822519) + 3266489917) >>> 0;
    return Math.floor((((state ^ (state >>> 13)) >>> 0) / 2 ** 32) * most);
  };
}
