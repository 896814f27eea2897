import { check } from 'k6';
import http from 'k6/http';

const BASE_URL = __ENV.BASE_URL || 'http://localhost:3000';

export const options = {
  scenarios: {
    orders: { executor: 'constant-arrival-rate', rate: 60, duration: '30s', preAllocatedVUs: 20 },
  },
  thresholds: { checks: ['rate>0.99'] },
};

/** Orders that are accepted at once and billed later; see src/order-queue.js. */
export default function order() {
  const response = http.post(`${BASE_URL}/orders`, JSON.stringify({ productId: 7 }), {
    headers: { 'content-type': 'application/json' },
    tags: { name: 'POST /orders' },
  });
  check(response, { 'an order is accepted': (r) => r.status === 200 });
}
