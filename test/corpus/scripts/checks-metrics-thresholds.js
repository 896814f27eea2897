import { check, group } from 'k6';
import http from 'k6/http';
import { Counter, Gauge, Rate, Trend } from 'k6/metrics';

const orders = new Counter('orders');
const stock = new Gauge('stock');
const full = new Rate('full_baskets');
const basket = new Trend('basket_value', false);

export const options = {
  vus: 1,
  duration: '30s',
  tags: { team: 'shop' },
  systemTags: ['status', 'group'],
  thresholds: {
    http_req_duration: [{ threshold: 'p(95)<0.001', abortOnFail: true, delayAbortEval: '1s' }],
    'http_req_duration{group:::checkout}': ['p(99)<10000'],
    orders: ['count>0'],
    checks: [{ threshold: 'rate>0.9', abortOnFail: true }],
  },
};

export default function () {
  group('checkout', () => {
    const answer = http.post(`${__ENV.BASE_URL}/post`, { id: '1' }, { tags: { name: 'order' } });
    check(answer, { 'status is 200': (r) => r.status === 200, 'is slow': (r) => r.timings.duration > 9999 });
    orders.add(1);
    stock.add(5);
    full.add(true);
    basket.add(9.5, { currency: 'EUR' });
  });
}
